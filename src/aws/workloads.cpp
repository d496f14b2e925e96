#include "aws/workload.h"

#include <utility>

#include "aws/index.h"

namespace tieline::aws {
namespace {

using value::Kind;

/// Groups that an instance, or a launch template, names by their names: those of the default VPC.
constexpr Name instance_group_names{"security_groups", "SecurityGroups"};
constexpr Name template_group_names{"security_group_names", "SecurityGroups"};

/// Marks everything in a set as there only possibly.
template <typename T>
RefSet<T> only_possible(RefSet<T> set, bool possible) {
  for (Ref<T>& item : set.items) item.possible = item.possible || possible;
  return set;
}

}  // namespace

std::string_view service_principal(WorkloadKind kind) {
  switch (kind) {
    case WorkloadKind::notebook_instance:
    case WorkloadKind::endpoint_configuration:
      return "sagemaker.amazonaws.com";
    case WorkloadKind::launch_template:
    case WorkloadKind::ec2_instance:
      return "ec2.amazonaws.com";
    case WorkloadKind::ecs_task_definition:
      return "ecs-tasks.amazonaws.com";
  }
  return {};
}

bool is_sagemaker(WorkloadKind kind) {
  return kind == WorkloadKind::notebook_instance || kind == WorkloadKind::endpoint_configuration;
}

/// Finds the sites of one workload in one world.
class SiteReader {
 public:
  SiteReader(const Model& model, Model::Index& index, World& world, const Workload& workload)
      : model_(model),
        index_(index),
        world_(world),
        workload_(workload),
        resource_(*workload.resource),
        fields_(index.fields(world, resource_)) {}

  std::vector<Site> read(bool& complete) {
    switch (workload_.kind) {
      case WorkloadKind::notebook_instance:
        read_notebook();
        break;
      case WorkloadKind::endpoint_configuration:
        read_variants(names::variants);
        read_variants(names::shadow_variants);
        break;
      case WorkloadKind::launch_template:
        read_launch_template();
        break;
      case WorkloadKind::ec2_instance:
        read_instance();
        break;
      case WorkloadKind::ecs_task_definition:
        read_task();
        break;
    }
    complete = complete_;
    return std::move(sites_);
  }

 private:
  Site new_site() const { return {.workload = &workload_, .span = resource_.header}; }

  /// Enters the site if it certainly has an accelerator.
  void add(Site site) {
    bool certain = false;
    for (const Accelerator& accelerator : site.accelerators) certain = certain || !accelerator.possible;
    if (!certain) {
      complete_ = false;
      return;
    }
    find_vpc(site);
    sites_.push_back(std::move(site));
  }

  static Argument as_argument(const Item& item) { return {item.value, true, item.span}; }

  void add_accelerator(const Argument& type, bool possible, Site& site) const {
    if (!type.given) return;
    site.accelerators.push_back({type, possible || type.may_be_null()});
  }

  /// Accelerators that are blocks with a type.
  void add_accelerators(const Fields& fields, const Name& blocks, const Name& type, Site& site) {
    const Items items = fields.items(blocks);
    complete_ = complete_ && items.complete;
    for (const Item& block : items.items) {
      const Argument its_type = Fields(world_, block.value, fields.dialect()).get(type);
      if (its_type.given) site.accelerators.push_back({its_type, block.possible || block.value.is(Kind::unknown)});
    }
  }

  RefSet<Subnet> subnets(const Resource& from, const Items& items) const {
    return index_.resolve_all(world_, from, index_.subnets, items);
  }
  RefSet<SecurityGroup> groups(const Resource& from, const Items& items) const {
    return index_.resolve_all(world_, from, index_.groups, items);
  }

  /// The set of what one argument names.
  template <typename T>
  RefSet<T> one(const Resource& from, Registry<T>& registry, const Argument& argument) const {
    RefSet<T> set;
    set.given = argument.given;
    set.span = argument.span;
    if (argument.given) set.add(index_.resolve(world_, from, registry, argument));
    return set;
  }

  void find_vpc(Site& site) const {
    for (const Ref<Subnet>& subnet : site.subnets.items) {
      if (subnet.entity == nullptr) continue;
      site.vpc = model_.vpc(world_, *subnet.entity);
      site.vpc.some_instance = site.vpc.some_instance || subnet.some_instance;
      if (site.vpc.entity != nullptr) return;
    }
    for (const Ref<SecurityGroup>& group : site.groups.items) {
      if (group.entity == nullptr) continue;
      site.vpc = model_.vpc(world_, *group.entity);
      site.vpc.some_instance = site.vpc.some_instance || group.some_instance;
      if (site.vpc.entity != nullptr) return;
    }
  }

  void read_notebook() {
    Site site = new_site();
    const Items accelerators = fields_.items(names::notebook_accelerators);
    complete_ = accelerators.complete;
    for (const Item& item : accelerators.items) add_accelerator(as_argument(item), item.possible, site);
    if (site.accelerators.empty()) return;
    site.instance_type = fields_.get(names::instance_type);
    site.role = index_.resolve(world_, resource_, index_.roles, fields_.get(names::role_arn));
    const Argument subnet = fields_.get(names::subnet);
    site.subnets = one(resource_, index_.subnets, subnet);
    site.groups = groups(resource_, fields_.items(names::notebook_groups));
    site.in_vpc = in_vpc(subnet);
    add(std::move(site));
  }

  /// Whether something runs in a VPC, by the argument that says so.
  static Answer in_vpc(const Argument& argument) {
    if (!argument.given) return Answer::no;
    return argument.may_be_null() ? Answer::unknown : Answer::yes;
  }

  void read_variants(const Name& name) {
    const Items variants = fields_.items(name);
    complete_ = complete_ && variants.complete;
    for (const Item& variant : variants.items) {
      const Fields fields(world_, variant.value, fields_.dialect());
      const Argument type = fields.get(names::variant_accelerator);
      if (!type.given) continue;
      Site site = new_site();
      if (variant.span.valid()) site.span = variant.span;
      add_accelerator(type, variant.possible, site);
      site.instance_type = fields.get(names::instance_type);
      read_model(fields.get(names::model_name), site);
      add(std::move(site));
    }
  }

  /// Enters what the model that a variant names says.
  void read_model(const Argument& name, Site& site) {
    site.model = index_.resolve(world_, resource_, index_.models, name);
    if (!name.given) {  // inference components: the configuration itself has role and network
      site.role = index_.resolve(world_, resource_, index_.roles, fields_.get(names::execution_role));
      read_vpc_config(resource_, fields_, site);
      return;
    }
    const SageMakerModel* model = site.model.entity;
    if (model == nullptr || model->resource == nullptr) {
      site.subnets.complete = site.groups.complete = false;
      return;
    }
    site.role = model_.role(world_, *model);
    site.role.some_instance = site.role.some_instance || site.model.some_instance;
    read_vpc_config(*model->resource, index_.fields(world_, *model), site);
  }

  void read_vpc_config(const Resource& from, const Fields& fields, Site& site) const {
    const Items blocks = fields.items(names::model_vpc);
    if (!blocks.complete || (!blocks.items.empty() && blocks.items.front().possible)) {
      site.subnets.complete = site.groups.complete = false;
      return;
    }
    site.in_vpc = Answer::no;
    if (blocks.items.empty()) return;
    const Value block = blocks.items.front().value;
    site.in_vpc = in_vpc({block, true, {}});
    const Fields config(world_, block, fields.dialect());
    site.subnets = subnets(from, config.items(names::model_subnets));
    site.groups = groups(from, config.items(names::model_groups));
  }

  /// The role of the instance profile that an argument names.
  Ref<Role> role_of_profile(const Resource& from, const Argument& named) const {
    const Ref<InstanceProfile> profile = index_.resolve(world_, from, index_.profiles, named);
    Ref<Role> role{.value = named.value, .span = named.span, .given = named.given};
    if (profile.entity == nullptr || profile.entity->resource == nullptr) return role;
    const Fields fields = index_.fields(world_, *profile.entity);
    const Items roles = fields.items(names::profile_role);
    if (!roles.complete || roles.items.empty() || roles.items.front().possible) return role;
    role = index_.resolve(world_, *profile.entity->resource, index_.roles, roles.items.front().value);
    role.some_instance = role.some_instance || profile.some_instance;
    return role;
  }

  /// What an instance or a launch template says of its network interfaces.
  void read_interfaces(const Resource& from, const Fields& fields, const Name& groups_name, Site& site) const {
    const Items interfaces = fields.items(names::interfaces);
    site.subnets.complete = site.subnets.complete && interfaces.complete;
    site.groups.complete = site.groups.complete && interfaces.complete;
    for (const Item& item : interfaces.items) {
      const Fields interface(world_, item.value, fields.dialect());
      site.subnets.add(only_possible(one(from, index_.subnets, interface.get(names::interface_subnet)), item.possible));
      site.groups.add(only_possible(groups(from, interface.items(groups_name)), item.possible));
      if (interface.get(names::interface_id).given) site.subnets.complete = site.groups.complete = false;
    }
  }

  void read_launch_template() {
    const Fields data = fields_.dialect() == Dialect::terraform ? fields_ : fields_.block(names::template_data);
    Site site = new_site();
    add_accelerators(data, names::ec2_accelerators, names::accelerator_type, site);
    if (site.accelerators.empty()) return;
    site.in_vpc = Answer::yes;
    site.instance_type = data.get(names::instance_type);
    const Fields profile = data.block(names::instance_profile);
    const Argument by_name = profile.get(names::profile_name);
    site.role = role_of_profile(resource_, by_name.given ? by_name : profile.get(names::profile_arn));
    site.groups = groups(resource_, data.items(names::instance_groups));
    site.groups.add(groups(resource_, data.items(template_group_names)));
    read_interfaces(resource_, data, names::template_interface_groups, site);
    read_users(site);
    // Without groups or subnets of its own, those who start instances from it give them; perhaps nobody here.
    site.groups.complete = site.groups.complete && site.groups.given;
    site.subnets.complete = site.subnets.complete && site.subnets.given;
    add(std::move(site));
  }

  /// What those who use a launch template add to it.
  void read_users(Site& site) {
    const Contributions users = index_.contributions(world_, index_.launch_templates, workload_,
                                                     {Subject::ec2_instance, Subject::autoscaling_group});
    for (const Contribution& user : users.items) {
      const Resource& from = *user.resource;
      const Fields fields = index_.fields(world_, from);
      if (user.subject == Subject::autoscaling_group) {
        site.subnets.add(only_possible(subnets(from, fields.items(names::autoscaling_subnets)), user.possible));
        continue;
      }
      site.subnets.add(only_possible(one(from, index_.subnets, fields.get(names::subnet)), user.possible));
      for (const Name& name : {names::instance_groups, instance_group_names}) {
        site.groups.add(only_possible(groups(from, fields.items(name)), user.possible));
      }
    }
    site.subnets.complete = site.subnets.complete && users.complete;
    site.groups.complete = site.groups.complete && users.complete;
  }

  void read_instance() {
    Site site = new_site();
    if (fields_.dialect() == Dialect::terraform) return;  // aws_instance has no accelerators
    add_accelerators(fields_, names::ec2_accelerators, names::accelerator_type, site);
    if (site.accelerators.empty()) return;
    site.in_vpc = Answer::yes;
    site.instance_type = fields_.get(names::instance_type);
    site.role = role_of_profile(resource_, fields_.get(names::instance_profile));
    site.subnets = one(resource_, index_.subnets, fields_.get(names::subnet));
    site.groups = groups(resource_, fields_.items(names::instance_groups));
    site.groups.add(groups(resource_, fields_.items(instance_group_names)));
    read_interfaces(resource_, fields_, names::instance_interface_groups, site);
    add(std::move(site));
  }

  void read_task() {
    Site site = new_site();
    add_accelerators(fields_, names::ecs_accelerators, names::device_type, site);
    if (site.accelerators.empty()) return;
    site.role = index_.resolve(world_, resource_, index_.roles, fields_.get(names::task_role));
    const Contributions services =
        index_.contributions(world_, index_.task_definitions, workload_, {Subject::ecs_service});
    for (const Contribution& service : services.items) {
      const Fields network = index_.fields(world_, *service.resource).block(names::network_configuration);
      const Fields config =
          network.dialect() == Dialect::terraform ? network : network.block(names::awsvpc_configuration);
      const Resource& from = *service.resource;
      site.subnets.add(only_possible(subnets(from, config.items(names::service_subnets)), service.possible));
      site.groups.add(only_possible(groups(from, config.items(names::service_groups)), service.possible));
    }
    // A task that no service here runs is run by somebody else, somewhere.
    site.subnets.complete = site.subnets.complete && services.complete && site.subnets.given;
    site.groups.complete = site.groups.complete && services.complete && site.subnets.given;
    site.in_vpc = site.subnets.given ? Answer::yes : Answer::unknown;
    add(std::move(site));
  }

  const Model& model_;
  Model::Index& index_;
  World& world_;
  const Workload& workload_;
  const Resource& resource_;
  Fields fields_;
  std::vector<Site> sites_;
  bool complete_ = true;
};

std::vector<Site> Model::sites(World& world, const Workload& workload, bool* complete) const {
  bool all = workload.declared();
  std::vector<Site> sites;
  if (all) sites = SiteReader(*this, *index_, world, workload).read(all);
  if (complete != nullptr) *complete = all;
  return sites;
}

RefSet<Subnet> Model::subnets(World& world, const SageMakerModel& model) const {
  if (model.resource == nullptr) return incomplete<Subnet>();
  const Fields config = index_->fields(world, model).block(names::model_vpc);
  return index_->resolve_all(world, *model.resource, index_->subnets, config.items(names::model_subnets));
}

RefSet<SecurityGroup> Model::groups(World& world, const SageMakerModel& model) const {
  if (model.resource == nullptr) return incomplete<SecurityGroup>();
  const Fields config = index_->fields(world, model).block(names::model_vpc);
  return index_->resolve_all(world, *model.resource, index_->groups, config.items(names::model_groups));
}

Ref<Role> Model::role(World& world, const SageMakerModel& model) const {
  if (model.resource == nullptr) return {};
  return index_->resolve(world, *model.resource, index_->roles,
                         index_->fields(world, model).get(names::execution_role));
}

}  // namespace tieline::aws
