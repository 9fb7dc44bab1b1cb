namespace NetFabric.Netlink;

/// <summary>What makes two handles the same namespace: device and inode of its file.</summary>
/// <param name="Device">st_dev of nsfs.</param>
/// <param name="Inode">st_ino, as in <c>readlink /proc/self/ns/net</c>.</param>
public readonly record struct NamespaceIdentity(ulong Device, ulong Inode);
