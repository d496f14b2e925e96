# Shared by the scripts that try a package out: a plain system of this machine's own release to try it in. Source it after
# build.sh.

as_root=()
[ "$(id -u)" -eq 0 ] || as_root=(sudo)

# archive_of_release: the line of apt's sources that the base system of this machine came from.
archive_of_release() {
  local name release
  name=$(. /etc/os-release && echo "${ID^}")
  release=$(. /etc/os-release && echo "$VERSION_CODENAME")
  # shellcheck disable=SC2016 # the names are for apt to fill in
  apt-get indextargets --format 'deb $(REPO_URI) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' \
    "Origin: $name" "Codename: $release" 'Component: main' | head -n 1
}

# clean_root_archive: the path of an archive of the smallest system that apt can work in, made once a release. The
# packages come from where this machine gets its own.
clean_root_archive() {
  local release archive source
  release=$(. /etc/os-release && echo "$VERSION_CODENAME")
  archive="$root/build/clean-root-$release.tar"
  if [ ! -f "$archive" ]; then
    source=$(archive_of_release)
    # Without lists apt does not know what is whose.
    [ -n "$source" ] || { "${as_root[@]}" apt-get update -qq >&2 && source=$(archive_of_release); }
    [ -n "$source" ] || die "apt's sources name no archive of $release"
    say "tieline: making a plain $release to try packages in"
    "${as_root[@]}" mmdebstrap --variant=minbase --mode=root --format=tar "$release" "$archive.part" "$source" \
      >"$archive.log" 2>&1 || { cat "$archive.log" >&2; die "the plain system could not be made"; }
    mv "$archive.part" "$archive"
  fi
  echo "$archive"
}

# clean_root FOLDER: unpacks the plain system there.
clean_root() {
  local archive
  archive=$(clean_root_archive) || return
  "${as_root[@]}" tar -C "$1" -xf "$archive"
}
