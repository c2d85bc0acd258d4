//! File systems that other machines write to as well, so that this kernel does not see every
//! change.

use std::path::Path;

/// Returns true on such a file system; false also when its type is unknown.
pub(super) fn is_remote(folder: &Path) -> bool {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    rustix::fs::statfs(folder).is_ok_and(|stat| is_remote_type(stat.f_type as u32))
}

/// Recognises the type numbers of `statfs` (statfs(2), linux/magic.h).
fn is_remote_type(magic: u32) -> bool {
    const REMOTE: [u32; 14] = [
        0x0000_6969, // NFS
        0x0000_517b, // SMB
        0xff53_4d42, // CIFS
        0xfe53_4d42, // SMB2
        0x6573_5546, // FUSE: sshfs and the like
        0x0102_1997, // 9P
        0x00c3_6400, // Ceph
        0x5346_414f, // AFS
        0x7375_7245, // Coda
        0x0116_1970, // GFS2
        0x7461_636f, // OCFS2
        0x0bd0_0bd0, // Lustre
        0x4750_4653, // GPFS
        0x786f_4256, // VirtualBox shared folders
    ];
    REMOTE.contains(&magic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn network_file_systems_are_told_from_local_ones() {
        assert!(is_remote_type(0x6969) && is_remote_type(0xff53_4d42));
        for local in [0xef53, 0x0102_1994, 0x5846_5342, 0x9123_683e] {
            assert!(!is_remote_type(local), "{local:x}");
        }
    }
}
