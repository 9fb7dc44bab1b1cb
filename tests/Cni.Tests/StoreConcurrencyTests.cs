using System.Diagnostics;
using System.Net;
using NetFabric.Fabric;
using NetFabric.Samples.Cni.Errors;
using NetFabric.Samples.Cni.Ipam;

namespace NetFabric.Cni.Tests;

/// <summary>C61, C62: many calls at once, and calls that die.</summary>
public sealed class StoreConcurrencyTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Lease_FiftyAtOnce_AllDifferent()
    {
        // Each opens the lock file itself: flock(2) keeps descriptors apart, whichever process they are in.
        Lease[] leases = await Task.WhenAll(Enumerable.Range(0, 50).Select(
            index => Task.Run(() => Leases.Store(directory).LeaseAsync(Leases.Block(), Leases.For($"c{index}"), null))));
        Assert.Equal(50, leases.Select(static lease => lease.Address).Distinct().Count());
        Assert.Equal(50, LeaseFile.Read(directory["overlay.json"]).Leases.Count);
    }

    [Fact]
    public async Task LeaseAndRelease_FiftyAtOnceTwentyRounds_NothingLost()
    {
        AddressPool pool = Leases.Block("10.20.9.0/26"); // 62 addresses for 50
        await Task.WhenAll(Enumerable.Range(0, 50).Select(index => Task.Run(async () =>
        {
            AddressStore store = Leases.Store(directory);
            AttachmentKey owner = new($"c{index}", "eth0");
            for (int round = 0; round < 20; round++)
            {
                Lease lease = await store.LeaseAsync(pool, Leases.For(owner.ContainerId), null);
                Assert.Equal(lease.Address, store.Find("overlay", owner)!.Address);
                Assert.Equal([lease.Address], await store.ReleaseAsync(owner));
            }
        })));
        Assert.Empty(LeaseFile.Read(directory["overlay.json"]).Leases);
    }

    [Fact]
    public async Task Lease_LockHolderKilled_GoesOnAtOnce()
    {
        // flock(1) holds the lock as another netfabric-cni would, until it is killed.
        await File.WriteAllTextAsync(directory["overlay.lock"], "process 1, gone/eth0\n");
        using Process holder = Process.Start(new ProcessStartInfo(
            "flock",
            [directory["overlay.lock"], "sh", "-c", "echo held; exec sleep 600"]) { RedirectStandardOutput = true })!;
        try
        {
            Assert.Equal("held", await holder.StandardOutput.ReadLineAsync());
            CniException error = await Assert.ThrowsAsync<CniException>(
                () => Leases.Store(directory, limitSeconds: 0.1).LeaseAsync(Leases.Block(), Leases.For("a"), null));
            Assert.Equal(CniErrorCode.TryAgainLater, error.Code);
        }
        finally
        {
            holder.Kill(entireProcessTree: true);
            await holder.WaitForExitAsync();
        }
        Assert.Equal("10.20.9.1", (await Leases.Store(directory).LeaseAsync(Leases.Block(), Leases.For("a"), null)).Address.ToString());
    }

    [Fact]
    public async Task AttachmentLock_HeldByAnotherProcess_GivesUpAndGoesOnWhenTheHolderDies()
    {
        // struct flock { short l_type, l_whence; off_t l_start, l_len; pid_t l_pid; }: a write lock over the whole file.
        const string Script = "use Fcntl; open(F,'+<',$ARGV[0]); $l=pack('s s x4 q q i',F_WRLCK,0,0,0,0); fcntl(F,F_SETLK,$l) or die; "
            + "$|=1; print \"held\\n\"; sleep 600";
        string path = directory["attachments.lock"];
        await File.WriteAllBytesAsync(path, []);
        using Process holder = Process.Start(new ProcessStartInfo("perl", ["-e", Script, path]) { RedirectStandardOutput = true })!;
        try
        {
            Assert.Equal("held", await holder.StandardOutput.ReadLineAsync());
            CniException error = await Assert.ThrowsAsync<CniException>(
                () => AttachmentLock.AcquireAsync(directory.Path, new AttachmentKey("a", "eth0"), TimeSpan.FromSeconds(0.1)));
            Assert.Equal(CniErrorCode.TryAgainLater, error.Code);
            Assert.Contains("a/eth0", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            holder.Kill(entireProcessTree: true);
            await holder.WaitForExitAsync();
        }
        using AttachmentLock held = await AttachmentLock.AcquireAsync(
            directory.Path,
            new AttachmentKey("a", "eth0"),
            TimeSpan.FromSeconds(5));
        Assert.Equal(0, new FileInfo(path).Length);
    }
}
