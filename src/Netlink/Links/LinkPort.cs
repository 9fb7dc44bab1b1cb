using NetFabric.Netlink.Links;
using NetFabric.Netlink.Protocol;

namespace NetFabric.Netlink;

/// <summary>Attributes of a link as a port of its master: <see cref="BridgePort"/>, <see cref="BondPort"/>; any other as <see cref="OtherPort"/>.</summary>
public abstract record LinkPort
{
    private protected LinkPort()
    {
    }

    /// <summary>The kernel's name of the master's kind.</summary>
    public abstract string Name { get; }

    internal abstract void WriteTo(MessageWriter writer);

    internal abstract AttributeName[] Names();

    internal static LinkPort Read(string name, ReadOnlySpan<byte> data) => name switch
    {
        "bridge" => new BridgePort(data),
        "bond" => new BondPort(data),
        _ => OtherPort.Read(name, data),
    };
}
