namespace NetFabric.Cni.KernelTests;

/// <summary>C39..C43: DEL leaves nothing, whatever is or is not there.</summary>
public sealed class DeleteTests(PluginBinary binary)
{
    [Fact]
    public async Task Del_AfterAdd_LeavesNothing()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        string before = node.Residue();
        TestNamespace pod = node.Pod();
        string result = node.Add("c1", pod).Succeeds().Output;
        Assert.NotEqual(before, node.Residue());
        CallResult deleted = node.Delete("c1", pod.Path, node.Config(fields: $$"""{"prevResult":{{result}}}""")).Succeeds();
        Assert.Equal("", deleted.Output);
        Assert.Equal(before, node.Residue());
        Assert.DoesNotContain("eth0", pod.Ip("link show"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Del_TwiceAndWithoutPreviousResult_Succeeds()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        TestNamespace pod = node.Pod();
        node.Add("c1", pod).Succeeds();
        for (int round = 0; round < 2; round++)
            Assert.Equal("", node.Delete("c1", pod.Path).Succeeds().Output);
        Assert.Equal("", node.Delete("c1").Succeeds().Output); // containerd's third DEL: CNI_NETNS unset
    }

    [Fact]
    public async Task Del_BeforeAnyAdd_Succeeds()
    {
        await using CniNode node = CniNode.CreateBare(binary); // not even a node specification
        Assert.Equal("", node.Delete("c1", node.Pod().Path).Succeeds().Output);
        Assert.False(File.Exists(node.LeaseFile));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Del_NamespaceGone_FreesEverything(bool passed)
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        string before = node.Residue();
        TestNamespace pod = node.Pod();
        node.Add("c1", pod).Succeeds();
        pod.Dispose();
        node.Delete("c1", passed ? pod.Path : null).Succeeds();
        Assert.Equal(before, node.Residue());
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("/proc/self/ns/mnt")]
    [InlineData("")]
    public async Task Del_NamespacePathIsNone_FreesEverything(string path)
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        string before = node.Residue();
        TestNamespace pod = node.Pod();
        node.Add("c1", pod).Succeeds();
        node.Delete("c1", path).Succeeds();
        Assert.Equal(before, node.Residue());
    }

    [Fact]
    public async Task Del_OwnNamespace_RefusedAndNothingTouched()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        TestNamespace pod = node.Pod();
        string result = node.Add("c1", pod).Succeeds().Output;
        node.Delete("c1", "/proc/self/ns/net").Fails(8);
        node.Check("c1", pod, result).Succeeds();
        node.Delete("c1", "/proc/self/ns/net", variables: ("CNI_NETNS_OVERRIDE", "1")).Succeeds();
        Assert.Empty(node.Leases());
    }

    [Fact]
    public async Task Del_AddressBelongsToAnotherNow_LeavesIt()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        TestNamespace first = node.Pod(), second = node.Pod();
        string fixedAddress = node.Config(fields: """{"runtimeConfig":{"ips":["10.20.9.5"]}}""");
        node.Add("old", first, fixedAddress).Succeeds();
        node.Delete("old", first.Path).Succeeds();
        string result = node.Add("new", second, fixedAddress).Succeeds().Output;
        node.Delete("old", first.Path).Succeeds();
        Assert.Equal(["10.20.9.5 new/eth0"], node.Leases());
        node.Check("new", second, result).Succeeds();
    }

    [Fact]
    public async Task Del_ConfigurationChangedSince_FreesEverything()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        string before = node.Residue();
        TestNamespace pod = node.Pod();
        node.Add("c1", pod).Succeeds();
        node.Delete(
            "c1",
            pod.Path,
            node.Config("0.3.1", """{"name":"renamed","network":"elsewhere","mtu":"none","runtimeConfig":{"mac":"x"}}""")).Succeeds();
        Assert.Equal(before, node.Residue());
    }

    [Fact]
    public async Task Del_StoreDamaged_DetachesAndWarns()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        TestNamespace pod = node.Pod();
        node.Add("c1", pod).Succeeds();
        byte[] store = await File.ReadAllBytesAsync(node.LeaseFile);
        await File.WriteAllBytesAsync(node.LeaseFile, store[..(store.Length / 2)]);

        Assert.Contains(node.LeaseFile, node.Add("c2", node.Pod()).Fails(104).Message, StringComparison.Ordinal);
        CallResult deleted = node.Delete("c1", pod.Path).Succeeds();
        Assert.Contains(node.LeaseFile, deleted.LogLine.GetProperty("warning").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("eth0", pod.Ip("link show"), StringComparison.Ordinal);
        Assert.Equal(store[..(store.Length / 2)], await File.ReadAllBytesAsync(node.LeaseFile));

        File.Delete(node.LeaseFile); // what the message says to do
        node.Add("c3", node.Pod()).Succeeds();
    }

    [Fact]
    public async Task Del_AttachmentRecordDamaged_FreesEverything()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        string before = node.Residue();
        TestNamespace pod = node.Pod();
        node.Add("c1", pod).Succeeds();
        string record = Assert.Single(Directory.GetFiles(node.Folder, "*c1*", SearchOption.AllDirectories));
        await File.WriteAllBytesAsync(record, []);
        node.Delete("c1", pod.Path).Succeeds();
        Assert.Equal(before, node.Residue());
    }

    [Fact]
    public async Task Del_LinkTakenAwayByHand_FreesTheRest()
    {
        await using CniNode node = await CniNode.CreateAsync(binary);
        string before = node.Residue();
        TestNamespace pod = node.Pod();
        node.Add("c1", pod).Succeeds();
        pod.Ip("link delete dev eth0");
        node.Delete("c1", pod.Path).Succeeds();
        Assert.Equal(before, node.Residue());
    }
}
