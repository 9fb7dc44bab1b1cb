namespace NetFabric.Netlink;

/// <summary>VLAN flags with their mask; struct ifla_vlan_flags.</summary>
/// <param name="Flags">The values.</param>
/// <param name="Mask">Which of them to write; the kernel reports all bits set.</param>
public readonly record struct VlanFlagsChange(VlanFlags Flags, VlanFlags Mask);
