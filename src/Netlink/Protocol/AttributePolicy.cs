using System.Globalization;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Protocol;

/// <summary>NLMSGERR_ATTR_POLICY: what the kernel would have taken, in words.</summary>
internal static class AttributePolicy
{
    public static string? Read(ReadOnlySpan<byte> attributes)
    {
        string? low = null, high = null, shortest = null, longest = null, mask = null;
        while (attributes.Length >= WireFormat.AttributeHeader)
        {
            ReadOnlySpan<byte> value = WireFormat.NextAttribute(ref attributes, out ushort type, "policy");
            switch ((NL_POLICY_TYPE_ATTR)type)
            {
                case NL_POLICY_TYPE_ATTR.MIN_VALUE_S: low = Text(WireFormat.ReadInt64(value, "min_value")); break;
                case NL_POLICY_TYPE_ATTR.MAX_VALUE_S: high = Text(WireFormat.ReadInt64(value, "max_value")); break;
                case NL_POLICY_TYPE_ATTR.MIN_VALUE_U: low = Text(WireFormat.ReadUInt64(value, "min_value")); break;
                case NL_POLICY_TYPE_ATTR.MAX_VALUE_U: high = Text(WireFormat.ReadUInt64(value, "max_value")); break;
                case NL_POLICY_TYPE_ATTR.MIN_LENGTH: shortest = Text(WireFormat.ReadUInt32(value, "min_length")); break;
                case NL_POLICY_TYPE_ATTR.MAX_LENGTH: longest = Text(WireFormat.ReadUInt32(value, "max_length")); break;
                case NL_POLICY_TYPE_ATTR.MASK: mask = "0x" + WireFormat.ReadUInt64(value, "mask").ToString("x", CultureInfo.InvariantCulture); break;
            }
        }
        string?[] parts =
        [
            low is null && high is null ? null : $"value {low}..{high}",
            shortest is null && longest is null ? null : $"{shortest ?? "0"}..{longest} bytes",
            mask is null ? null : $"bits {mask}",
        ];
        string text = string.Join(", ", parts.Where(part => part is not null));
        return text.Length == 0 ? null : text;
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
