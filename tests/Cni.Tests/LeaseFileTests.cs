using System.Net;
using System.Text;
using NetFabric.Fabric;
using NetFabric.Samples.Cni.Errors;
using NetFabric.Samples.Cni.Ipam;

namespace NetFabric.Cni.Tests;

/// <summary>The crash model: whatever a power cut, a full disk or a kill leaves of the files.</summary>
public sealed class LeaseFileTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    private string StorePath => directory["overlay.json"];

    [Fact]
    public async Task Write_ThenRead_IsTheSame()
    {
        LeaseTable table = await FilledAsync();
        LeaseFile.Write(StorePath, table);
        LeaseTable read = LeaseFile.Read(StorePath);
        Assert.Equal(table.Last, read.Last);
        Assert.Equal(table.Leases, read.Leases);
    }

    [Fact]
    public async Task Read_CutOffAtEveryByte_IsEmptyOrRefusedButNeverFewerLeases()
    {
        await FilledAsync();
        byte[] whole = await File.ReadAllBytesAsync(StorePath);
        Assert.True(whole.Length > 300);
        for (int length = 0; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(StorePath, whole[..length]);
            if (length == 0)
            {
                Assert.Empty(LeaseFile.Read(StorePath).Leases);
                continue;
            }
            CniException error = Assert.Throws<CniException>(() => LeaseFile.Read(StorePath));
            Assert.Equal(CniErrorCode.StoreCorrupt, error.Code);
            Assert.Contains(StorePath, error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Lease_FileCutOffAtEveryByte_NeverGivesAUsedAddressOut()
    {
        await FilledAsync();
        AddressStore store = Leases.Store(directory);
        byte[] whole = await File.ReadAllBytesAsync(StorePath);
        for (int length = 1; length < whole.Length; length++)
        {
            await File.WriteAllBytesAsync(StorePath, whole[..length]);
            await Assert.ThrowsAsync<CniException>(() => store.LeaseAsync(Leases.Block(), Leases.For("new"), null));
            Assert.Equal(whole[..length], await File.ReadAllBytesAsync(StorePath));
        }
        Assert.Equal(whole[..1], await File.ReadAllBytesAsync(StorePath + ".damaged")); // the first damage is what one wants to see
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"format\":1}")]
    [InlineData("{\"format\":2,\"leases\":[]}")]
    [InlineData("{\"leases\":[]}")]
    [InlineData("{\"format\":1,\"leases\":{}}")]
    [InlineData("{\"format\":1,\"leases\":[1]}")]
    [InlineData("{\"format\":1,\"leases\":[{}]}")]
    [InlineData("{\"format\":1,\"leases\":[{\"address\":\"10.20.9\",\"container\":\"a\",\"interface\":\"eth0\"}]}")]
    [InlineData("{\"format\":1,\"leases\":[{\"address\":\"10.20.9.1\",\"interface\":\"eth0\"}]}")]
    [InlineData("{\"format\":1,\"leases\":[{\"address\":\"10.20.9.1\",\"container\":\"a\",\"interface\":\"eth0\"},{\"address\":\"10.20.9.1\",\"container\":\"b\",\"interface\":\"eth0\"}]}")]
    [InlineData("{\"format\":1,\"leases\":[{\"address\":\"10.20.9.1\",\"container\":\"a\",\"interface\":\"eth0\"},{\"address\":\"10.20.9.2\",\"container\":\"a\",\"interface\":\"eth0\"}]}")]
    [InlineData("{\"format\":1,\"last\":\"x\",\"leases\":[]}")]
    public void Read_NotWhatIsWritten_Refused(string content)
    {
        File.WriteAllText(StorePath, content);
        Assert.Equal(CniErrorCode.StoreCorrupt, Assert.Throws<CniException>(() => LeaseFile.Read(StorePath)).Code);
    }

    [Fact]
    public async Task Lease_EmptyFile_IsAnEmptyStore()
    {
        await File.WriteAllBytesAsync(StorePath, []);
        Assert.Equal("10.20.9.1", (await Leases.Store(directory).LeaseAsync(Leases.Block(), Leases.For("a"), null)).Address.ToString());
    }

    [Fact]
    public async Task Lease_KilledWhileWriting_OldStateStands()
    {
        LeaseTable table = await FilledAsync();
        byte[] whole = await File.ReadAllBytesAsync(StorePath);
        AddressStore store = Leases.Store(directory);
        foreach (int length in (int[])[.. Enumerable.Range(0, whole.Length / 13).Select(static step => step * 13), whole.Length])
        {
            await File.WriteAllBytesAsync(StorePath + ".tmp", whole[..length]); // killed before the rename
            AttachmentKey owner = new($"n{length}", "eth0");
            Lease lease = await store.LeaseAsync(Leases.Block(), Leases.For(owner.ContainerId), null);
            Assert.DoesNotContain(lease.Address, table.Leases.Select(static taken => taken.Address));
            Assert.Equal([lease.Address], await store.ReleaseAsync(owner));
            Assert.False(File.Exists(StorePath + ".tmp"));
        }
        Assert.Equal(table.Leases, LeaseFile.Read(StorePath).Leases);
    }

    [Fact]
    public async Task Lease_TemporaryFileCannotBeMade_FailsAndChangesNothing()
    {
        await FilledAsync();
        byte[] before = await File.ReadAllBytesAsync(StorePath);
        Directory.CreateDirectory(StorePath + ".tmp");
        await Assert.ThrowsAnyAsync<Exception>(() => Leases.Store(directory).LeaseAsync(Leases.Block(), Leases.For("new"), null));
        Assert.Equal(before, await File.ReadAllBytesAsync(StorePath));
        Directory.Delete(StorePath + ".tmp");
        Assert.Equal("10.20.9.4", (await Leases.Store(directory).LeaseAsync(Leases.Block(), Leases.For("new"), null)).Address.ToString());
    }

    [Fact]
    public async Task Lease_FileCannotBeReplaced_FailsAndFreesTheLock()
    {
        Directory.CreateDirectory(StorePath); // rename(2) of a file onto a folder fails
        AddressStore store = Leases.Store(directory, limitSeconds: 1);
        await Assert.ThrowsAnyAsync<Exception>(() => store.LeaseAsync(Leases.Block(), Leases.For("a"), null));
        Directory.Delete(StorePath);
        Assert.Equal("10.20.9.1", (await store.LeaseAsync(Leases.Block(), Leases.For("a"), null)).Address.ToString());
    }

    [Fact]
    public async Task Release_OneFileDamaged_FreesTheOthersAndSaysSo()
    {
        AddressStore store = Leases.Store(directory);
        AddressPool underlay = new("business", IPNetwork.Parse("10.186.155.0/27"), IPAddress.Parse("10.186.155.30"), new());
        await store.LeaseAsync(underlay, Leases.For("a"), null);
        await File.WriteAllTextAsync(StorePath, "{");
        CniException error = await Assert.ThrowsAsync<CniException>(() => store.ReleaseAsync(new AttachmentKey("a", "eth0")));
        Assert.Contains(StorePath, error.Message, StringComparison.Ordinal);
        Assert.Null(store.Find("business", new AttachmentKey("a", "eth0")));
        Assert.Equal("{", await File.ReadAllTextAsync(StorePath));
    }

    [Fact]
    public async Task Write_OwnersOfEveryForm_ReadBack()
    {
        LeaseTable table = new()
        {
            Leases = [Leases.For("a") with { Address = Leases.Address("2001:db8::1"), Owner = new AttachmentKey("a.b_c-D9", "ü\"\\\u2028"), NetNs = "/proc/1/ns/net\n" }],
        };
        LeaseFile.Write(StorePath, table);
        Assert.Equal(table.Leases, LeaseFile.Read(StorePath).Leases);
        Assert.True(Encoding.UTF8.GetString(await File.ReadAllBytesAsync(StorePath)).Length > 0);
    }

    private async Task<LeaseTable> FilledAsync()
    {
        AddressStore store = Leases.Store(directory);
        foreach (string container in (string[])["a", "b", "c"])
            await store.LeaseAsync(Leases.Block(), Leases.For(container), null);
        return LeaseFile.Read(StorePath);
    }
}
