using System.Net;
using FsCheck;
using FsCheck.Fluent;
using NetFabric.Fabric;
using NetFabric.Samples.Cni.Errors;
using NetFabric.Samples.Cni.Ipam;

namespace NetFabric.Cni.Tests;

/// <summary>Any order of leases, releases, requests and reboots: the store behaves like a dictionary of owners.</summary>
public sealed class StorePropertyTests
{
    private const int Owners = 9; // more than the six addresses of the pool

    [Fact]
    public void AnySequence_BehavesLikeAModel() =>
        Prop.ForAll(Gen.ArrayOf(Gen.Choose(0, Owners * 3)).ToArbitrary(), Holds)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(150).WithEndSize(60));

    private static void Holds(int[] steps)
    {
        using TemporaryDirectory directory = new();
        AddressPool pool = Leases.Block("10.20.9.0/29");
        Dictionary<AttachmentKey, IPAddress> model = [];
        int boot = 0;
        AddressStore store = Leases.Store(directory, "boot-0");
        foreach (int step in steps)
        {
            if (step == Owners * 3)
            {
                model.Clear();
                store = Leases.Store(directory, $"boot-{++boot}");
                continue;
            }
            AttachmentKey owner = new($"c{step % Owners}", "eth0");
            switch (step / Owners)
            {
                case 0:
                    Lease(store, pool, model, owner, null);
                    break;
                case 1:
                    Lease(store, pool, model, owner, IPAddress.Parse($"10.20.9.{1 + (step % 6)}"));
                    break;
                default:
                    // A lease of an earlier boot may still stand in the file: giving it back is no harm.
                    IReadOnlyList<IPAddress> freed = store.ReleaseAsync(owner).GetAwaiter().GetResult();
                    if (model.Remove(owner, out IPAddress? held))
                        Assert.Equal([held], freed);
                    break;
            }
            foreach (AttachmentKey key in Enumerable.Range(0, Owners).Select(static index => new AttachmentKey($"c{index}", "eth0")))
                Assert.Equal(model.GetValueOrDefault(key), store.Find("overlay", key)?.Address);
            Assert.Equal(model.Count, model.Values.Distinct().Count());
            Assert.Equal(model.Count < 6, store.HasFree(pool));
        }
    }

    private static void Lease(
        AddressStore store,
        AddressPool pool,
        Dictionary<AttachmentKey,
        IPAddress> model,
        AttachmentKey owner,
        IPAddress? address)
    {
        CniErrorCode? expected = address is not null
            ? model.Any(pair => pair.Key != owner && pair.Value.Equals(address)) ? CniErrorCode.Conflict : null
            : model.Count == 6 && !model.ContainsKey(owner) ? CniErrorCode.TryAgainLater : null;
        try
        {
            Lease lease = store.LeaseAsync(pool, Leases.For(owner.ContainerId), address).GetAwaiter().GetResult();
            Assert.Null(expected);
            if (address is null && model.TryGetValue(owner, out IPAddress? kept))
                Assert.Equal(kept, lease.Address);
            model[owner] = lease.Address;
        }
        catch (CniException e)
        {
            Assert.Equal(expected, e.Code);
        }
    }
}
