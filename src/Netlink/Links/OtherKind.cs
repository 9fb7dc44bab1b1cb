using NetFabric.Netlink.Protocol;

namespace NetFabric.Netlink;

/// <summary>A kind this version has no record for: its attributes by number, read and written as they are.</summary>
/// <param name="KindName">The kernel's name of the kind.</param>
/// <param name="Attributes">The attributes of IFLA_INFO_DATA.</param>
public sealed record OtherKind(string KindName, ValueList<RawAttribute> Attributes) : LinkKind
{
    /// <inheritdoc/>
    public override string Name => KindName;

    internal static new OtherKind Read(string name, ReadOnlySpan<byte> data) => new(name, RawAttributes.Read(data, name));

    internal override void WriteTo(MessageWriter writer) => WireFormat.WriteRaw(writer, Attributes);

    internal override AttributeName[] Names() => [];
}
