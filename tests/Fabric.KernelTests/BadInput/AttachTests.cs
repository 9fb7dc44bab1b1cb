using System.Net;

namespace NetFabric.Fabric.KernelTests.BadInput;

public sealed class AttachTests(SoundNode sound) : IClassFixture<SoundNode>, IAsyncDisposable
{
    private readonly TestNamespace _pod = new();

    private FabricHost Host => sound.Host;

    private AttachmentSpec Good => Nodes.OverlayPod(_pod, Nodes.Pod(1, 10));

    public ValueTask DisposeAsync() => _pod.DisposeAsync();

    [Theory]
    [InlineData("10.20.2.5", "not in this node's block 10.20.1.0/25")]
    [InlineData("10.20.1.0", "VTEP's own")]
    [InlineData("2001:db8::1", "not IPv4")]
    public async Task Attach_WrongAddress_InvalidSpec(string address, string why) =>
        await RefusedAsync(Good with { Addresses = [IPAddress.Parse(address)] }, FabricErrorCode.InvalidSpec, address, why, _pod.Name);

    [Fact]
    public async Task Attach_NoAddressAndBadMtu_BothNamed()
    {
        FabricException error = await RefusedAsync(Good with { Addresses = [], Mtu = 100 }, FabricErrorCode.InvalidSpec, "0 addresses", "MTU 100");
        Assert.Equal(2, error.Errors.Count);
    }

    [Fact]
    public async Task Attach_MtuAboveTheVtep_InvalidSpec() =>
        await RefusedAsync(Good with { Mtu = 1451 }, FabricErrorCode.InvalidSpec, "MTU 1451 is above 1450", "vxlan.2");

    [Theory]
    [InlineData("sixteen-letters-", "has 16 bytes")]
    [InlineData("a/b", "holds '/'")]
    [InlineData("", "is empty")]
    public async Task Attach_BadInterfaceName_InvalidSpec(string name, string why) =>
        await RefusedAsync(Good with { Key = new AttachmentKey(_pod.Name, name) }, FabricErrorCode.InvalidSpec, $"interface name '{name}'", why);

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("")]
    [InlineData(".hidden")]
    public async Task Attach_BadContainerId_InvalidSpec(string id) =>
        await RefusedAsync(Good with { Key = new AttachmentKey(id, "eth0") }, FabricErrorCode.InvalidSpec, $"container id '{id}'");

    [Fact]
    public async Task Attach_InterfaceTakenInThePod_ConflictAndTheOtherLinkStands()
    {
        _pod.Ip("link add eth0 type veth peer name other");
        await RefusedAsync(Good, FabricErrorCode.Conflict, "link eth0 already", _pod.Path, "veth");
        Assert.Equal("other", _pod.IpJson("link show dev eth0")[0].Text("link"));
    }

    [Fact]
    public async Task Attach_NamespaceMissing_NamespaceNotFound() =>
        await RefusedAsync(Good with { NetNsPath = _pod.Path + "-missing" }, FabricErrorCode.NamespaceNotFound, _pod.Path + "-missing");

    [Fact]
    public async Task Attach_NamespaceIsAFile_NamespaceNotFound()
    {
        string file = Path.Combine(sound.Rig.Directory, "file");
        await File.WriteAllTextAsync(file, "x");
        await RefusedAsync(Good with { NetNsPath = file }, FabricErrorCode.NamespaceNotFound, file, "not a namespace");
    }

    [Fact]
    public async Task Attach_NamespaceIsAFolder_NamespaceNotFound() =>
        await RefusedAsync(Good with { NetNsPath = sound.Rig.Directory }, FabricErrorCode.NamespaceNotFound, sound.Rig.Directory);

    [Fact]
    public async Task Attach_NamespaceOfAnotherKind_NamespaceNotFound() =>
        await RefusedAsync(Good with { NetNsPath = "/proc/self/ns/mnt" }, FabricErrorCode.NamespaceNotFound, "/proc/self/ns/mnt", "not a network namespace");

    [Theory]
    [InlineData("")]
    [InlineData("/run/netns/a\0b")]
    public async Task Attach_NamespacePathNoFileCanHave_FabricException(string path) =>
        await sound.RefusedAsync(FabricErrorCode.InvalidSpec, () => Host.AttachAsync(Good with { NetNsPath = path }), _pod.Name);

    [Fact]
    public async Task Attach_NamespaceOfTheNode_NamespaceIsHost() =>
        await RefusedAsync(Good with { NetNsPath = sound.Node.Path }, FabricErrorCode.NamespaceIsHost, sound.Node.Path, "the node's own");

    [Fact]
    public async Task Attach_UnknownNetwork_NetworkNotFoundNamesThoseThereAre() =>
        await RefusedAsync(Good with { Network = "vlan1155" }, FabricErrorCode.NetworkNotFound, "'vlan1155'", "it has overlay");

    [Fact]
    public async Task Attach_NoNodeApplied_NetworkNotFound()
    {
        await using FabricHost empty = await FabricHost.OpenAsync(Nodes.Options(sound.Rig[2]));
        string before = SoundNode.Dump(sound.Rig[2].Namespace);
        FabricException error = await Assert.ThrowsAsync<FabricException>(() => empty.AttachAsync(Good));
        Assert.Equal(FabricErrorCode.NetworkNotFound, error.Code);
        Assert.Contains("no node specification has been applied", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, SoundNode.Dump(sound.Rig[2].Namespace));
    }

    [Fact]
    public async Task Attach_AddressOfAnotherPod_ConflictNamesItsOwner()
    {
        await using TestNamespace other = new();
        AttachmentSpec first = Nodes.OverlayPod(other, Nodes.Pod(1, 20));
        await Host.AttachAsync(first);
        await RefusedAsync(Good with { Addresses = first.Addresses }, FabricErrorCode.Conflict, "10.20.1.20 is in use", first.Key.ToString());
        Assert.True((await Host.VerifyAsync(first.Key)).Findings.Count == 0);
        Assert.True(await Host.DetachAsync(first.Key));
    }

    [Fact]
    public async Task Attach_Twice_ConflictAndTheFirstStands()
    {
        await Host.AttachAsync(Good);
        await sound.RefusedAsync(FabricErrorCode.Conflict, () => Host.AttachAsync(Good), "attached to overlay already");
        Assert.Empty((await Host.VerifyAsync(Good.Key)).Findings);
        Assert.True(await Host.DetachAsync(Good.Key));
    }

    [Fact]
    public async Task Attach_ForeignLinkOfItsName_ConflictAndTheLinkStands()
    {
        await Host.AttachAsync(Good);
        string name = (await Host.GetAttachmentAsync(Good.Key))!.Interfaces[0].Name;
        Assert.True(await Host.DetachAsync(Good.Key));
        sound.Node.Ip($"link add {name} type bridge");
        await RefusedAsync(Good, FabricErrorCode.Conflict, $"link {name} is not ours");
        await sound.RefusedAsync(FabricErrorCode.Conflict, () => Host.DetachAsync(Good.Key), $"link {name} is not ours");
        sound.Node.Ip($"link del {name}");
    }

    [Fact]
    public async Task Attach_CancelledBefore_NothingLeft()
    {
        string before = sound.Dump(), pod = SoundNode.Dump(_pod);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Host.AttachAsync(Good, new CancellationToken(canceled: true)));
        Assert.Equal(before, sound.Dump());
        Assert.Equal(pod, SoundNode.Dump(_pod));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"spec\":")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    public async Task Attach_DamagedRecord_AttachAndDetachWorkAllTheSame(string damage)
    {
        string before = sound.Dump();
        await Host.AttachAsync(Good);
        await File.WriteAllTextAsync(sound.RecordFile(Good.Key), damage);
        FabricException told = await Assert.ThrowsAsync<FabricException>(async () => await Host.GetAttachmentAsync(Good.Key));
        Assert.Equal(FabricErrorCode.State, told.Code);
        await Host.AttachAsync(Good);
        Assert.Empty((await Host.VerifyAsync(Good.Key)).Findings);
        await File.WriteAllTextAsync(sound.RecordFile(Good.Key), damage);
        Assert.True(await Host.DetachAsync(Good.Key));
        Assert.Equal(before, sound.Dump());
        Assert.False(await Host.DetachAsync(Good.Key));
    }

    [Fact]
    public async Task Detach_Twice_SecondIsFalse()
    {
        string before = sound.Dump();
        await Host.AttachAsync(Good);
        Assert.True(await Host.DetachAsync(Good.Key));
        Assert.False(await Host.DetachAsync(Good.Key));
        Assert.Equal(before, sound.Dump());
    }

    [Fact]
    public async Task Detach_NamespaceDeletedBefore_RecordGone()
    {
        string before = sound.Dump();
        AttachmentSpec spec = Good;
        await Host.AttachAsync(spec);
        _pod.Dispose();
        Assert.True(File.Exists(sound.RecordFile(spec.Key)));
        Assert.True(await Host.DetachAsync(spec.Key));
        Assert.Equal(before, sound.Dump());
        Assert.Null(await Host.GetAttachmentAsync(spec.Key));
    }

    [Theory]
    [InlineData("", "eth0")]
    [InlineData("a/b", "eth0")]
    [InlineData("a", "../x")]
    public async Task Detach_BadKey_InvalidSpec(string container, string name) =>
        await sound.RefusedAsync(FabricErrorCode.InvalidSpec, () => Host.DetachAsync(new AttachmentKey(container, name)), $"{container}/{name}");

    private async Task<FabricException> RefusedAsync(AttachmentSpec spec, FabricErrorCode code, params string[] words)
    {
        string before = SoundNode.Dump(_pod);
        FabricException error = await sound.RefusedAsync(code, () => Host.AttachAsync(spec), words);
        Assert.Equal(before, SoundNode.Dump(_pod));
        return error;
    }
}
