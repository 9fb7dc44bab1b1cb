using System.Text;

namespace NetFabric.Netlink.Expressions;

/// <summary>User data the kernel only stores, as nft and libnftnl lay it out: | type:8 | length:8 | value |, repeated.</summary>
/// <remarks>libnftnl include/libnftnl/udata.h: NFTNL_UDATA_TABLE_COMMENT, _CHAIN_COMMENT and _RULE_COMMENT are all 0.</remarks>
internal static class NftUserData
{
    private const byte CommentType = 0;
    private const int MaxComment = 127;

    public static string? ReadComment(ValueList<byte>? data)
    {
        if (data is null)
            return null;
        byte[] bytes = [.. data];
        for (int i = 0; i + 2 <= bytes.Length && i + 2 + bytes[i + 1] <= bytes.Length; i += 2 + bytes[i + 1])
        {
            if (bytes[i] == CommentType)
                return Protocol.WireFormat.ReadString(bytes.AsSpan(i + 2, bytes[i + 1]));
        }
        return null;
    }

    public static ValueList<byte>? WriteComment(string? comment)
    {
        if (comment is null)
            return null;
        byte[] text = Encoding.UTF8.GetBytes(comment);
        if (text.Length > MaxComment || comment.AsSpan().IndexOfAny('\0', '"', '\n') >= 0)
            throw new ArgumentException($"A comment has at most {MaxComment} bytes, no quote, no line break: {comment}", nameof(comment));
        return [CommentType, (byte)(text.Length + 1), .. text, 0];
    }
}
