using System.Globalization;
using NetFabric.Netlink.Protocol;

namespace NetFabric.Netlink.Tests;

/// <summary>The bytes nft 1.0.6 sends, recorded with strace -e trace=sendmsg -e write=3; sequence numbers left out.</summary>
public sealed class NftWireTests
{
    // nft -f: add table ip netfabric; delete table ip netfabric; add table ip netfabric;
    // add chain ip netfabric postrouting { type nat hook postrouting priority srcnat; };
    // add rule ip netfabric postrouting ip saddr 10.20.0.0/16 ip daddr != 10.20.0.0/16 masquerade
    // Each line: type, flags, body.
    private static readonly string[] Masquerade =
    [
        "10 1 0000000a",
        "a00 1 020000000e0001006e65746661627269630000000800020000000000",
        "a02 1 020000000e0001006e6574666162726963000000",
        "a00 1 020000000e0001006e65746661627269630000000800020000000000",
        "a03 401 020000000e0001006e657466616272696300000010000300706f7374726f7574696e6700080007006e61740014000480080001" +
            "00000000040800020000000064",
        "a06 c01 020000000e0001006e657466616272696300000010000200706f7374726f7574696e6700d8000480340001800c000100706179" +
            "6c6f6164002400028008000100000000010800020000000001080003000000000c08000400000000022c00018008000100636d70002000" +
            "0280080001000000000108000200000000000c000380060001000a140000340001800c0001007061796c6f616400240002800800010000" +
            "0000010800020000000001080003000000001008000400000000022c00018008000100636d700020000280080001000000000108000200" +
            "000000010c000380060001000a14000014000180090001006d6173710000000004000280",
        "11 1 0000000a",
    ];

    /// <summary>Rules with the body nft sends for them.</summary>
    public static TheoryData<NftRule, string> Rules { get; } = new()
    {
        // nft add rule ip netfabric postrouting ip saddr 10.20.0.0/17 oifname != "vxlan.2" counter masquerade fully-random comment "hello"
        {
            new NftRule
            {
                Family = NftFamily.IPv4, Table = "netfabric", Chain = "postrouting",
                Statements = [NftMatch.SourceIn(InetPrefix.Parse("10.20.0.0/17")), NftMatch.OutputLinkNot("vxlan.2"), new NftCounter(), new NftMasquerade { FullyRandom = true }], Comment = "hello",
            },
            "020000000e0001006e657466616272696300000010000200706f7374726f7574696e670034010480340001800c0001007061796c6f6164" +
            "002400028008000100000000010800020000000001080003000000000c0800040000000004440001800c00010062697477697365003400" +
            "02800800010000000001080002000000000108000300000000040c00048008000100ffff80000c00058008000100000000002c00018008" +
            "000100636d700020000280080001000000000108000200000000000c000380080001000a14000024000180090001006d65746100000000" +
            "14000280080002000000000708000100000000013800018008000100636d70002c00028008000100000000010800020000000001180003" +
            "801400010076786c616e2e32000000000000000000140001800c000100636f756e74657200040002801c000180090001006d6173710000" +
            "00000c00028008000100000000100c000700000668656c6c6f00"
        },
        // nft add rule ip netfabric postrouting meta mark and 0x100 == 0x100 iifname "eth*" jump other
        {
            new NftRule
            {
                Family = NftFamily.IPv4, Table = "netfabric", Chain = "postrouting",
                Statements = [NftMatch.Mark(0x100, 0x100), NftMatch.InputLink("eth*"), NftVerdict.Jump("other")],
            },
            "020000000e0001006e657466616272696300000010000200706f7374726f7574696e67002c01048024000180090001006d657461000000" +
            "0014000280080002000000000308000100000000014c0001800c00010062697477697365003c0002800800010000000001080002000000" +
            "0001080006000000000008000300000000040c00048008000100000100000c00058008000100000000002c00018008000100636d700020" +
            "000280080001000000000108000200000000000c000380080001000001000024000180090001006d657461000000001400028008000200" +
            "0000000608000100000000012c00018008000100636d700020000280080001000000000108000200000000000c00038007000100657468" +
            "003c0001800e000100696d6d6564696174650000002800028008000100000000001c0002801800028008000100fffffffd0a0002006f74" +
            "686572000000"
        },
        // nft add rule ip netfabric postrouting ip daddr 0.0.0.0/0 return
        {
            new NftRule
            {
                Family = NftFamily.IPv4, Table = "netfabric", Chain = "postrouting",
                Statements = [NftMatch.DestinationIn(InetPrefix.DefaultIPv4), NftVerdict.Return],
            },
            "020000000e0001006e657466616272696300000010000200706f7374726f7574696e6700d8000480340001800c0001007061796c6f6164" +
            "00240002800800010000000001080002000000000108000300000000100800040000000004440001800c00010062697477697365003400" +
            "02800800010000000001080002000000000108000300000000040c00048008000100000000000c00058008000100000000002c00018008" +
            "000100636d700020000280080001000000000108000200000000000c0003800800010000000000300001800e000100696d6d6564696174" +
            "650000001c0002800800010000000000100002800c00028008000100fffffffb"
        },
        // nft add rule ip netfabric postrouting ip saddr 10.0.0.1 meta mark set mark or 0x100 drop
        {
            new NftRule
            {
                Family = NftFamily.IPv4, Table = "netfabric", Chain = "postrouting",
                Statements = [NftMatch.SourceIn(InetPrefix.Parse("10.0.0.1")), new NftMarkSet { Value = 0x100, Mask = 0x100 }, NftVerdict.Drop],
            },
            "020000000e0001006e657466616272696300000010000200706f7374726f7574696e670028010480340001800c0001007061796c6f6164" +
            "002400028008000100000000010800020000000001080003000000000c08000400000000042c00018008000100636d7000200002800800" +
            "01000000000108000200000000000c000380080001000a00000124000180090001006d6574610000000014000280080002000000000308" +
            "000100000000014c0001800c00010062697477697365003c00028008000100000000010800020000000001080006000000000008000300" +
            "000000040c00048008000100fffeffff0c000580080001000001000024000180090001006d657461000000001400028008000200000000" +
            "030800030000000001300001800e000100696d6d6564696174650000001c0002800800010000000000100002800c000280080001000000" +
            "0000"
        },
        // nft add rule ip netfabric postrouting meta mark set 0x5 accept
        {
            new NftRule
            {
                Family = NftFamily.IPv4, Table = "netfabric", Chain = "postrouting",
                Statements = [new NftMarkSet { Value = 5 }, NftVerdict.Accept],
            },
            "020000000e0001006e657466616272696300000010000200706f7374726f7574696e6700840004802c0001800e000100696d6d65646961" +
            "74650000001800028008000100000000010c000280080001000500000024000180090001006d6574610000000014000280080002000000" +
            "00030800030000000001300001800e000100696d6d6564696174650000001c0002800800010000000000100002800c0002800800010000" +
            "000001"
        },
        // nft add rule inet nfi c ip saddr 10.20.0.0/16 ip daddr 10.0.0.0/8 goto d
        {
            new NftRule
            {
                Family = NftFamily.Inet, Table = "nfi", Chain = "c",
                Statements = [NftMatch.SourceIn(InetPrefix.Parse("10.20.0.0/16")), NftMatch.DestinationIn(InetPrefix.Parse("10.0.0.0/8")), NftVerdict.Goto("d")],
            },
            "01000000080001006e66690006000200630000004c01048024000180090001006d6574610000000014000280080002000000000f080001" +
            "00000000012c00018008000100636d700020000280080001000000000108000200000000000c0003800500010002000000340001800c00" +
            "01007061796c6f6164002400028008000100000000010800020000000001080003000000000c08000400000000022c0001800800010063" +
            "6d700020000280080001000000000108000200000000000c000380060001000a140000340001800c0001007061796c6f61640024000280" +
            "08000100000000010800020000000001080003000000001008000400000000012c00018008000100636d70002000028008000100000000" +
            "0108000200000000000c000380050001000a000000380001800e000100696d6d6564696174650000002400028008000100000000001800" +
            "02801400028008000100fffffffc0600020064000000"
        },
        // nft add rule inet nfi c ip6 daddr != fd00::/33 accept
        {
            new NftRule
            {
                Family = NftFamily.Inet, Table = "nfi", Chain = "c",
                Statements = [NftMatch.DestinationNotIn(InetPrefix.Parse("fd00::/33")), NftVerdict.Accept],
            },
            "01000000080001006e66690006000200630000004c01048024000180090001006d6574610000000014000280080002000000000f080001" +
            "00000000012c00018008000100636d700020000280080001000000000108000200000000000c000380050001000a000000340001800c00" +
            "01007061796c6f6164002400028008000100000000010800020000000001080003000000001808000400000000105c0001800c00010062" +
            "697477697365004c0002800800010000000001080002000000000108000300000000101800048014000100ffffffff8000000000000000" +
            "000000001800058014000100000000000000000000000000000000003800018008000100636d70002c0002800800010000000001080002" +
            "00000000011800038014000100fd000000000000000000000000000000300001800e000100696d6d6564696174650000001c0002800800" +
            "010000000000100002800c0002800800010000000001"
        },
    };

    [Fact]
    public void Transaction_MasqueradeTable_IsWhatNftSends()
    {
        var pods = InetPrefix.Parse("10.20.0.0/16");
        var transaction = new NftTransaction(null!);
        transaction.ReplaceTable(new NftTable { Family = NftFamily.IPv4, Name = "netfabric" });
        transaction.AddChain(new NftChain
        {
            Family = NftFamily.IPv4, Table = "netfabric", Name = "postrouting",
            Type = NftChainType.Nat, Hook = NftHook.Postrouting, Priority = NftPriority.SourceNat,
        });
        transaction.AddRule(new NftRule
        {
            Family = NftFamily.IPv4, Table = "netfabric", Chain = "postrouting",
            Statements = [NftMatch.SourceIn(pods), NftMatch.DestinationNotIn(pods), new NftMasquerade()],
        });
        uint sequence = 6;
        ReadOnlySpan<byte> datagram = transaction.Messages.Seal(ref sequence);
        var sent = new List<string>();
        while (NetlinkReply.TryTake(ref datagram, out NetlinkReply message))
        {
            Assert.Equal(7u + (uint)sent.Count, message.Sequence);
            sent.Add(string.Create(CultureInfo.InvariantCulture, $"{message.Type:x} {(ushort)message.Flags:x} {Convert.ToHexStringLower(message.Payload)}"));
        }
        // The only difference: the last change asks for the ACK (4), where nft waits for nothing and asks for what came.
        Assert.Equal("a06 c05", sent[^2][..7]);
        sent[^2] = "a06 c01" + sent[^2][7..];
        Assert.Equal(Masquerade, sent);
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_Written_IsWhatNftSends(NftRule rule, string body)
    {
        var writer = new MessageWriter();
        rule.ForWriting().WriteTo(writer);
        Assert.Equal(body, Convert.ToHexStringLower(writer.Written));
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Rule_Read_HasTheStatementsItWasWrittenWith(NftRule rule, string body)
    {
        var read = new NftRule(Convert.FromHexString(body));
        Assert.Equal(rule.Statements, read.Statements);
        Assert.Equal(rule.Comment, read.Comment);
        Assert.DoesNotContain(read.Statements, statement => statement is NftUnknownStatement);
        var writer = new MessageWriter();
        read.ForWriting().WriteTo(writer);
        Assert.Equal(body, Convert.ToHexStringLower(writer.Written));
    }

    [Fact]
    public void Chain_Written_IsWhatNftSends()
    {
        // nft add chain inet nfi d { comment "chaincomment"; type filter hook forward priority 0; policy drop; }
        var chain = new NftChain
        {
            Family = NftFamily.Inet, Table = "nfi", Name = "d", Comment = "chaincomment",
            Type = NftChainType.Filter, Hook = NftHook.Forward, Priority = 0, Policy = NftPolicy.Drop,
        };
        var writer = new MessageWriter();
        chain.WriteTo(writer);
        string body = "01000000080001006e66690006000300640000000b00070066696c74657200000800050000000000140004800800010000000002080002" +
            "000000000013000c00000d636861696e636f6d6d656e740000";
        Assert.Equal(body, Convert.ToHexStringLower(writer.Written));
        Assert.Equal(chain, new NftChain(Convert.FromHexString(body)));
    }

    [Fact]
    public void Table_WithComment_IsWhatNftSends()
    {
        // nft add table inet nfi { comment "tabcomment"; }
        var writer = new MessageWriter();
        new NftTable { Family = NftFamily.Inet, Name = "nfi", Comment = "tabcomment" }.ForWriting().WriteTo(writer);
        Assert.Equal("01000000080001006e666900080002000000000011000600000b746162636f6d6d656e7400000000", Convert.ToHexStringLower(writer.Written));
    }
}
