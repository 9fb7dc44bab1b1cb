using System.Runtime.InteropServices;
using NetFabric.Netlink.Protocol;

namespace NetFabric.Netlink.Routes;

/// <summary>NHA_GROUP: structs { id:32, low byte of weight - 1:8, its high byte:8 (Linux 6.12, zero before), pad:16 }.</summary>
internal static class NexthopGroupCodec
{
    private const int Size = 8;

    public static ValueList<NexthopMember> Read(ReadOnlySpan<byte> value)
    {
        var members = new NexthopMember[value.Length / Size];
        for (int i = 0; i < members.Length; i++)
            members[i] = new NexthopMember(MemoryMarshal.Read<uint>(value[(i * Size)..]), (value[(i * Size) + 4] | (value[(i * Size) + 5] << 8)) + 1);
        return ValueList.Create<NexthopMember>(members);
    }

    public static void Write(MessageWriter writer, ushort type, ValueList<NexthopMember> members)
    {
        int attribute = writer.BeginStructs(type);
        foreach (NexthopMember member in members)
        {
            if (member.Weight is < 1 or > 65536)
                throw new ArgumentException($"The weight of nexthop {member.Id} is 1..65536, not {member.Weight}.", nameof(members));
            Span<byte> entry = writer.Reserve(Size);
            WireFormat.Put(entry, member.Id);
            entry[4] = (byte)((member.Weight - 1) & 0xff);
            entry[5] = (byte)((member.Weight - 1) >> 8);
        }
        writer.EndNest(attribute);
    }
}
