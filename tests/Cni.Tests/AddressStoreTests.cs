using System.Net;
using NetFabric.Fabric;
using NetFabric.Samples.Cni.Errors;
using NetFabric.Samples.Cni.Ipam;

namespace NetFabric.Cni.Tests;

public sealed class AddressStoreTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Lease_AddressJustGivenBack_IsNotUsedAgainAtOnce()
    {
        AddressStore store = Leases.Store(directory);
        Assert.Equal("10.20.9.1", (await store.LeaseAsync(Leases.Block(), Leases.For("a"), null)).Address.ToString());
        await store.ReleaseAsync(new AttachmentKey("a", "eth0"));
        Assert.Equal("10.20.9.2", (await store.LeaseAsync(Leases.Block(), Leases.For("b"), null)).Address.ToString());
    }

    [Fact]
    public async Task Lease_SameOwnerAgain_GetsTheAddressItsKilledCallLeft()
    {
        AddressStore store = Leases.Store(directory);
        await store.LeaseAsync(Leases.Block(), Leases.For("a"), null);
        await store.LeaseAsync(Leases.Block(), Leases.For("b"), null);
        Assert.Equal("10.20.9.1", (await store.LeaseAsync(Leases.Block(), Leases.For("a"), null)).Address.ToString());
        Assert.Equal(2, LeaseFile.Read(store.PathOf("overlay")).Leases.Count);
    }

    [Fact]
    public async Task Lease_SameOwnerAsksForAnother_GivesTheFirstBack()
    {
        AddressStore store = Leases.Store(directory);
        await store.LeaseAsync(Leases.Block(), Leases.For("a"), null);
        await store.LeaseAsync(Leases.Block(), Leases.For("a"), Leases.Address("10.20.9.77"));
        Assert.Equal("10.20.9.77", Assert.Single(LeaseFile.Read(store.PathOf("overlay")).Leases).Address.ToString());
    }

    [Fact]
    public async Task Lease_LeftOutsideTheRangeOfToday_IsReplaced()
    {
        AddressStore store = Leases.Store(directory);
        await store.LeaseAsync(Leases.Block(), Leases.For("a"), null);
        Lease lease = await store.LeaseAsync(Leases.Block(range: new() { Start = Leases.Address("10.20.9.50") }), Leases.For("a"), null);
        Assert.Equal("10.20.9.50", lease.Address.ToString());
    }

    [Fact]
    public async Task Lease_RequestedAddressTaken_NamesItsOwner()
    {
        AddressStore store = Leases.Store(directory);
        await store.LeaseAsync(Leases.Block(), Leases.For("a"), Leases.Address("10.20.9.7"));
        CniException error = await Assert.ThrowsAsync<CniException>(
            () => store.LeaseAsync(Leases.Block(), Leases.For("b"), Leases.Address("10.20.9.7")));
        Assert.Equal(CniErrorCode.Conflict, error.Code);
        Assert.Contains("10.20.9.7", error.Message, StringComparison.Ordinal);
        Assert.Contains("a/eth0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lease_SecondInterfaceOfAContainer_GetsItsOwn()
    {
        AddressStore store = Leases.Store(directory);
        Lease first = await store.LeaseAsync(Leases.Block(), Leases.For("a", "eth0"), null);
        Lease second = await store.LeaseAsync(Leases.Block(), Leases.For("a", "net1"), null);
        Assert.NotEqual(first.Address, second.Address);
        await store.ReleaseAsync(first.Owner);
        Assert.NotNull(store.Find("overlay", second.Owner));
    }

    [Fact]
    public async Task Lease_AllTaken_IsTransientAndSaysHowMany()
    {
        AddressStore store = Leases.Store(directory);
        AddressPool pool = Leases.Block("10.20.9.0/29");
        for (int index = 0; index < 6; index++)
            await store.LeaseAsync(pool, Leases.For($"c{index}"), null);
        Assert.False(store.HasFree(pool));
        CniException error = await Assert.ThrowsAsync<CniException>(() => store.LeaseAsync(pool, Leases.For("late"), null));
        Assert.Equal(CniErrorCode.TryAgainLater, error.Code);
        Assert.Contains("6 are leased", error.Message, StringComparison.Ordinal);
        await store.ReleaseAsync(new AttachmentKey("c3", "eth0"));
        Assert.True(store.HasFree(pool));
        Assert.Equal("10.20.9.4", (await store.LeaseAsync(pool, Leases.For("late"), null)).Address.ToString());
    }

    [Fact]
    public async Task Lease_OfAnEarlierBoot_IsFree()
    {
        AddressPool pool = Leases.Block("10.20.9.0/30");
        AddressStore before = Leases.Store(directory, "before");
        for (int index = 0; index < 2; index++)
            await before.LeaseAsync(pool, Leases.For($"c{index}"), null);
        AddressStore after = Leases.Store(directory, "after");
        Assert.Null(after.Find("overlay", new AttachmentKey("c0", "eth0")));
        Assert.Equal("10.20.9.1", (await after.LeaseAsync(pool, Leases.For("new"), null)).Address.ToString());
        Assert.Equal("new/eth0", Assert.Single(LeaseFile.Read(after.PathOf("overlay")).Leases).Owner.ToString());
    }

    [Fact]
    public async Task Release_LateDelOfAnEarlierOwner_LeavesTheNewOne()
    {
        AddressStore before = Leases.Store(directory, "before");
        await before.LeaseAsync(Leases.Block(), Leases.For("old"), Leases.Address("10.20.9.5"));
        AddressStore after = Leases.Store(directory, "after");
        await after.LeaseAsync(Leases.Block(), Leases.For("new"), Leases.Address("10.20.9.5"));
        Assert.Empty(await after.ReleaseAsync(new AttachmentKey("old", "eth0")));
        Assert.Equal("10.20.9.5", after.Find("overlay", new AttachmentKey("new", "eth0"))!.Address.ToString());
    }

    [Fact]
    public async Task Release_OwnerHasLeasesInSeveralNetworks_FreesThemAll()
    {
        AddressStore store = Leases.Store(directory);
        AddressPool underlay = new("business", IPNetwork.Parse("10.186.155.0/27"), IPAddress.Parse("10.186.155.30"), new());
        await store.LeaseAsync(Leases.Block(), Leases.For("a"), null);
        await store.LeaseAsync(underlay, Leases.For("a"), null);
        Assert.Equal(2, (await store.ReleaseAsync(new AttachmentKey("a", "eth0"))).Count);
        Assert.Empty(await store.ReleaseAsync(new AttachmentKey("a", "eth0")));
    }

    [Fact]
    public async Task Release_NoFolder_FreesNothingAndMakesNothing()
    {
        AddressStore store = new(directory["absent"], TimeSpan.FromSeconds(1), Leases.Boot);
        Assert.Empty(await store.ReleaseAsync(new AttachmentKey("a", "eth0")));
        Assert.False(Directory.Exists(directory["absent"]));
    }

    [Fact]
    public async Task Lease_Files_AreForRootOnly()
    {
        AddressStore store = new(directory["leases"], TimeSpan.FromSeconds(1), Leases.Boot);
        store.Prepare();
        await store.LeaseAsync(Leases.Block(), Leases.For("a"), null);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(directory["leases"]));
        Assert.All(
            Directory.GetFiles(directory["leases"]),
            static path => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path)));
    }

    [Fact]
    public async Task Lease_LockHeld_GivesUpAndNamesTheHolder()
    {
        AddressStore store = Leases.Store(directory, limitSeconds: 0.2);
        using StoreLock held = await StoreLock.AcquireAsync(directory["overlay.lock"], "holder/eth0", TimeSpan.FromSeconds(1));
        CniException error = await Assert.ThrowsAsync<CniException>(() => store.LeaseAsync(Leases.Block(), Leases.For("a"), null));
        Assert.Equal(CniErrorCode.TryAgainLater, error.Code);
        Assert.Contains($"process {Environment.ProcessId}, holder/eth0", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(store.PathOf("overlay")));
    }
}
