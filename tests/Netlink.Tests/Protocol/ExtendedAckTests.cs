using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Tests.Sockets;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Tests.Protocol;

public sealed class ExtendedAckTests
{
    private static readonly Link Vxlan = new() { Name = "vx100", Kind = new Vxlan { Vni = 100, Port = 4789 } };

    [Fact]
    public void ToException_OffsetInsideNests_NamesThePath()
    {
        byte[] request = FakeKernel.Message(RTM.NEWLINK, 1, 0, Vxlan);
        int port = request.AsSpan().IndexOf((byte[])[6, 0, (byte)IFLA_VXLAN.PORT, 0]);
        NetlinkException error = Refuse(request, Vxlan, Errno.EINVAL, Text("bad port"), Number(NLMSGERR_ATTR.OFFS, port));

        Assert.Equal("linkinfo.data.port", error.Attribute);
        Assert.Equal("bad port", error.KernelMessage);
        Assert.Equal("add link \"vx100\" (vxlan): EINVAL Invalid argument: bad port (attribute linkinfo.data.port)", error.Message);
    }

    [Fact]
    public void ToException_OffsetInsideTheStructLedNestOfAPeer_NamesThePath()
    {
        var veth = new Link { Name = "v0", Kind = new Veth { Peer = new Link { Name = "v1", Mtu = 20 } } };
        byte[] request = FakeKernel.Message(RTM.NEWLINK, 1, 0, veth);
        int mtu = request.AsSpan().IndexOf((byte[])[8, 0, (byte)IFLA.MTU, 0, 20]);
        Assert.Equal("linkinfo.data.peer.mtu", Refuse(request, veth, Errno.ERANGE, Number(NLMSGERR_ATTR.OFFS, mtu)).Attribute);
    }

    [Fact]
    public void ToException_OffsetInsidePort_NamesThePath()
    {
        var link = new Link { Index = 3, Port = new BridgePort { Cost = 99999 } };
        byte[] request = FakeKernel.Message(RTM.NEWLINK, 1, 0, link);
        int cost = request.AsSpan().IndexOf((byte[])[8, 0, (byte)IFLA_BRPORT.COST, 0]);
        Assert.Equal("linkinfo.slave_data.cost", Refuse(request, link, Errno.ERANGE, Number(NLMSGERR_ATTR.OFFS, cost)).Attribute);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(33)]
    [InlineData(60000)]
    [InlineData(-1)]
    public void ToException_OffsetThatPointsNowhere_NamesAtMostTheAttributeAround(int offset)
    {
        byte[] request = FakeKernel.Message(RTM.NEWLINK, 1, 0, Vxlan);
        string? attribute = Refuse(request, Vxlan, Errno.EINVAL, Number(NLMSGERR_ATTR.OFFS, offset)).Attribute;
        Assert.True(attribute is null or "ifname", attribute);
    }

    [Fact]
    public void ToException_MissingAttribute_NamesItWithItsNest()
    {
        byte[] request = FakeKernel.Message(RTM.NEWLINK, 1, 0, Vxlan);
        Assert.Equal("link is missing", Refuse(request, Vxlan, Errno.EINVAL, Number(NLMSGERR_ATTR.MISS_TYPE, (int)IFLA.LINK)).Attribute);

        int data = request.AsSpan().IndexOf((byte[])[(byte)IFLA_INFO.DATA, 0x80]) - 2;
        Assert.Equal("linkinfo.data.id is missing", Refuse(
            request, Vxlan, Errno.EINVAL, Number(NLMSGERR_ATTR.MISS_NEST, data), Number(NLMSGERR_ATTR.MISS_TYPE, (int)IFLA_VXLAN.ID)).Attribute);
    }

    [Fact]
    public void ToException_Policy_TellsWhatTheKernelTakes()
    {
        byte[] request = FakeKernel.Message(RTM.NEWLINK, 1, 0, new Link { Index = 1, Mtu = 7 });
        byte[] range =
        [
            .. Attribute((int)NL_POLICY_TYPE_ATTR.MIN_VALUE_U, BitConverter.GetBytes(68UL)),
            .. Attribute((int)NL_POLICY_TYPE_ATTR.MAX_VALUE_U, BitConverter.GetBytes(65535UL)),
        ];
        NetlinkException error = Refuse(
            request, new Link { Index = 1, Mtu = 7 }, Errno.ERANGE, Number(NLMSGERR_ATTR.OFFS, 32), Attribute((int)NLMSGERR_ATTR.POLICY, range));
        Assert.Equal("value 68..65535", error.Policy);
        Assert.EndsWith("(attribute mtu, allowed: value 68..65535)", error.Message, StringComparison.Ordinal);

        byte[] length = Attribute((int)NL_POLICY_TYPE_ATTR.MAX_LENGTH, BitConverter.GetBytes(15u));
        Assert.Equal("0..15 bytes", Refuse(request, Vxlan, Errno.ERANGE, Attribute((int)NLMSGERR_ATTR.POLICY, length)).Policy);
    }

    [Fact]
    public void ReadError_UncappedEcho_FindsTheAttributesBehindIt()
    {
        byte[] request = FakeKernel.Message(RTM.NEWLINK, 1, 0, Vxlan);
        byte[] payload = [.. BitConverter.GetBytes(-(int)Errno.EEXIST), .. request, .. Text("taken")];
        ReadOnlySpan<byte> datagram = FakeKernel.Message(NLMSG.ERROR, 1, NLM_F.ACK_TLVS, payload);
        Assert.True(NetlinkReply.TryTake(ref datagram, out NetlinkReply reply));
        Assert.Equal((Errno.EEXIST, "taken"), (ExtendedAck.ReadError(reply).Error, ExtendedAck.ReadError(reply).Message));
    }

    [Fact]
    public void Message_NoCapability_SaysWhatIsNeeded()
    {
        NetlinkException error = Refuse(FakeKernel.Message(RTM.NEWLINK, 1, 0, Vxlan), Vxlan, Errno.EPERM);
        Assert.True(error.IsNotPermitted);
        Assert.Contains("CAP_NET_ADMIN", error.Message, StringComparison.Ordinal);
    }

    private static NetlinkException Refuse(byte[] request, IWireMessage body, Errno error, params byte[][] attributes)
    {
        ReadOnlySpan<byte> datagram = FakeKernel.Refusal(request, error, [.. attributes.SelectMany(a => a)]);
        Assert.True(NetlinkReply.TryTake(ref datagram, out NetlinkReply reply));
        return ExtendedAck.ReadError(reply).ToException($"add {body.Describe()}", request, body);
    }

    private static byte[] Text(string text) => Attribute((int)NLMSGERR_ATTR.MSG, [.. System.Text.Encoding.UTF8.GetBytes(text), 0]);

    private static byte[] Number(NLMSGERR_ATTR type, int value) => Attribute((int)type, BitConverter.GetBytes(value));

    private static byte[] Attribute(int type, byte[] payload)
    {
        var writer = new MessageWriter();
        writer.Write((ushort)type, (ReadOnlySpan<byte>)payload);
        return writer.Written.ToArray();
    }
}
