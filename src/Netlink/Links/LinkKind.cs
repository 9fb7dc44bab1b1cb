using NetFabric.Netlink.Links;
using NetFabric.Netlink.Protocol;

namespace NetFabric.Netlink;

/// <summary>
/// The kind of a virtual link with its own attributes: <see cref="Veth"/>, <see cref="Vxlan"/>, <see cref="Vlan"/>,
/// <see cref="Ipvlan"/>, <see cref="Bridge"/>, <see cref="Bond"/>, <see cref="Dummy"/>; any other as <see cref="OtherKind"/>.
/// </summary>
public abstract record LinkKind
{
    private protected LinkKind()
    {
    }

    /// <summary>The kernel's name of the kind, as after <c>ip link add ... type</c>.</summary>
    public abstract string Name { get; }

    internal abstract void WriteTo(MessageWriter writer);

    internal abstract AttributeName[] Names();

    internal static LinkKind Read(string name, ReadOnlySpan<byte> data) => name switch
    {
        "veth" => new Veth(data),
        "vxlan" => new Vxlan(data),
        "vlan" => new Vlan(data),
        "ipvlan" => new Ipvlan(data),
        "bridge" => new Bridge(data),
        "bond" => new Bond(data),
        "dummy" => new Dummy(data),
        _ => OtherKind.Read(name, data),
    };
}
