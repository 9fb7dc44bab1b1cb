using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using NetFabric.Fabric.State;

namespace NetFabric.Fabric.Tests.Rules;

/// <summary>Files that outlive processes: whole or refused, never half read (A41).</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class StateTests : IDisposable
{
    private static readonly AttachmentRecord s_record = new()
    {
        Spec = new AttachmentSpec { Key = Samples.Key, NetNsPath = "/run/netns/ä \"b\"", Network = "overlay", Addresses = [IPAddress.Parse("10.20.9.5")], Mtu = 1400 },
        NamespaceDevice = ulong.MaxValue,
        NamespaceInode = 4026531840,
        LinkName = "upvx0123456789a",
        Result = new Attachment(
            Samples.Key,
            "overlay",
            "/run/netns/b",
            [new AttachedInterface("eth0", Samples.Mac("02-00-00-00-00-01"), 1400, InPod: true)],
            [PlaneAddress.Parse("10.20.9.5/32")],
            IPAddress.Parse("169.254.1.1"),
            [new AttachedRoute(IPNetwork.Parse("169.254.1.1/32"), null), new AttachedRoute(IPNetwork.Parse("0.0.0.0/0"), IPAddress.Parse("169.254.1.1"))]),
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("nf-state-").FullName;

    private string File => Path.Combine(_folder, "file.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void NodeSpec_WrittenAndRead_Same()
    {
        NodeSpec read = RoundTrip(Samples.Node, StateJson.Default.NodeSpec);
        Assert.True(read.PeersComplete);
        Assert.Equal(Samples.Node.Underlays, read.Underlays);
        Assert.Equal(Samples.Overlay.Peers, read.Overlay!.Peers);
        Assert.Equal(Samples.Overlay.Masquerade!.Exempt, read.Overlay.Masquerade!.Exempt);
        Assert.Equal(Samples.Overlay with { Peers = [], Masquerade = null }, read.Overlay with { Peers = [], Masquerade = null });
        Assert.Equal(Samples.Overlay.EffectiveVtepMac, read.Overlay.EffectiveVtepMac);
        Assert.Equal(Samples.Uplink.BondMembers, read.Uplink!.BondMembers);
        Assert.Equal(Samples.Uplink.Trunks, read.Uplink.Trunks);
        Assert.Equal(Samples.Uplink with { BondMembers = [], Trunks = [], Planes = [] }, read.Uplink with { BondMembers = [], Trunks = [], Planes = [] });
        foreach ((PlanePort wanted, PlanePort plane) in Samples.Uplink.Planes.Zip(read.Uplink.Planes))
        {
            Assert.Equal(wanted.Addresses, plane.Addresses);
            Assert.Equal(wanted.Trunks, plane.Trunks);
            Assert.Equal(wanted with { Addresses = [], Trunks = [] }, plane with { Addresses = [], Trunks = [] });
        }
        Assert.Equal(Samples.Uplink.Planes.Count, read.Uplink.Planes.Count);
        Assert.Equal(Json(Samples.Node, StateJson.Default.NodeSpec), Json(read, StateJson.Default.NodeSpec));
    }

    [Fact]
    public void NodeSpec_Empty_Same() => Assert.Equal(new NodeSpec { Underlays = [] }, RoundTrip(new NodeSpec(), StateJson.Default.NodeSpec) with { Underlays = [] });

    [Fact]
    public void Record_CommittedAndIntent_Same()
    {
        AttachmentRecord read = RoundTrip(s_record, StateJson.Default.AttachmentRecord);
        Assert.Equal(s_record with { Spec = read.Spec, Result = null }, read with { Result = null });
        Assert.Equal(s_record.Spec.Addresses, read.Spec.Addresses);
        Assert.Equal(s_record.Spec with { Addresses = [] }, read.Spec with { Addresses = [] });
        Attachment wanted = s_record.Result!, result = read.Result!;
        Assert.Equal(wanted.Interfaces, result.Interfaces);
        Assert.Equal(wanted.Addresses, result.Addresses);
        Assert.Equal(wanted.Routes, result.Routes);
        Assert.Equal(wanted with { Interfaces = [], Addresses = [], Routes = [] }, result with { Interfaces = [], Addresses = [], Routes = [] });
        Assert.Null(RoundTrip(s_record with { Result = null }, StateJson.Default.AttachmentRecord).Result);
    }

    [Fact]
    public void Write_File_ReadableByItsOwnerOnlyAndNoTemporaryLeft()
    {
        StateFolder.Write(File, Samples.Node, StateJson.Default.NodeSpec);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        Assert.Equal([File], Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void Read_NoFile_Null() => Assert.Null(StateFolder.Read(File, StateJson.Default.NodeSpec));

    [Fact]
    public void Read_NodeTruncatedAnywhere_StateError() => Truncate(Samples.Node, StateJson.Default.NodeSpec);

    [Fact]
    public void Read_RecordTruncatedAnywhere_StateError() => Truncate(s_record, StateJson.Default.AttachmentRecord);

    // Bit rot may give another valid file; it must never give another exception.
    [Fact]
    public void Read_AnyByteOverwritten_WholeOrStateError()
    {
        byte[] good = Json(s_record, StateJson.Default.AttachmentRecord);
        int refused = 0;
        foreach (byte other in "0\"},\0\u00ff"u8.ToArray())
        {
            for (int i = 0; i < good.Length; i++)
            {
                byte[] bad = [.. good];
                bad[i] = other;
                System.IO.File.WriteAllBytes(File, bad);
                try
                {
                    AttachmentRecord read = StateFolder.Read(File, StateJson.Default.AttachmentRecord)!;
                    Assert.NotNull(read.Spec.NetNsPath);
                }
                catch (FabricException e)
                {
                    Assert.Equal(FabricErrorCode.State, e.Code);
                    refused++;
                }
            }
        }
        Assert.True(refused > good.Length);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\0\0\0\0")]
    [InlineData("""{"spec":null,"namespaceDevice":1,"namespaceInode":1,"linkName":"a"}""")]
    [InlineData("""{"spec":{"key":{"containerId":"c","interfaceName":"e"},"netNsPath":"/n","network":"overlay","addresses":null},"namespaceDevice":1,"namespaceInode":1,"linkName":"a"}""")]
    [InlineData("""{"spec":{"key":{"containerId":"c","interfaceName":"e"},"netNsPath":"/n","network":"overlay","addresses":[5]},"namespaceDevice":1,"namespaceInode":1,"linkName":"a"}""")]
    [InlineData("""{"spec":{"key":{"containerId":"c","interfaceName":"e"},"netNsPath":"/n","network":"overlay","addresses":["5.5"]},"namespaceDevice":1,"namespaceInode":1,"linkName":"a"}x""")]
    public void Read_JsonThatIsNoRecord_StateErrorNamesTheFile(string text)
    {
        System.IO.File.WriteAllText(File, text);
        FabricException error = Assert.Throws<FabricException>(() => StateFolder.Read(File, StateJson.Default.AttachmentRecord));
        Assert.Equal(FabricErrorCode.State, error.Code);
        Assert.Contains(File, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_FileInTheWay_StateErrorNamesIt()
    {
        System.IO.File.WriteAllText(File, "");
        FabricException error = Assert.Throws<FabricException>(new StateFolder(File).Create);
        Assert.Equal(FabricErrorCode.State, error.Code);
        Assert.Contains(File, error.Message, StringComparison.Ordinal);
    }

    private static byte[] Json<T>(T value, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);

    private T RoundTrip<T>(T value, JsonTypeInfo<T> type)
        where T : class
    {
        StateFolder.Write(File, value, type);
        return StateFolder.Read(File, type)!;
    }

    private void Truncate<T>(T value, JsonTypeInfo<T> type)
        where T : class
    {
        byte[] whole = Json(value, type);
        Assert.True(whole.Length > 200, Encoding.UTF8.GetString(whole));
        for (int length = 0; length < whole.Length; length++)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            FabricException error = Assert.Throws<FabricException>(() => StateFolder.Read(File, type));
            Assert.Equal(FabricErrorCode.State, error.Code);
            Assert.Contains(File, error.Message, StringComparison.Ordinal);
        }
    }
}
