using NetFabric.Netlink.Protocol;

namespace NetFabric.Netlink;

/// <summary>Port attributes of a master's kind this version has no record for, by number, read and written as they are.</summary>
/// <param name="KindName">The kernel's name of the master's kind.</param>
/// <param name="Attributes">The attributes of IFLA_INFO_SLAVE_DATA.</param>
public sealed record OtherPort(string KindName, ValueList<RawAttribute> Attributes) : LinkPort
{
    /// <inheritdoc/>
    public override string Name => KindName;

    internal static new OtherPort Read(string name, ReadOnlySpan<byte> data) => new(name, RawAttributes.Read(data, name));

    internal override void WriteTo(MessageWriter writer) => WireFormat.WriteRaw(writer, Attributes);

    internal override AttributeName[] Names() => [];
}
