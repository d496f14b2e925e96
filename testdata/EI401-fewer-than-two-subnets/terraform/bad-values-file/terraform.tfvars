subnet_ids = ["subnet-0a1b2c3d4e5f60718", "", "subnet-0a1b2c3d4e5f60718"]
