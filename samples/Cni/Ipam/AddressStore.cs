using System.Net;
using NetFabric.Fabric;
using NetFabric.Samples.Cni.Configuration;
using NetFabric.Samples.Cni.Errors;

namespace NetFabric.Samples.Cni.Ipam;

/// <summary>The leases of this node: one file for each network, so that an overlay and a VLAN never wait for each other.</summary>
/// <param name="directory">Where the files are.</param>
/// <param name="lockTimeout">How long to wait for another process.</param>
/// <param name="boot">The running boot's id; empty: unknown, no lease is old.</param>
internal sealed class AddressStore(string directory, TimeSpan lockTimeout, string boot)
{
    private const string Extension = ".json";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const string BootIdPath = "/proc/sys/kernel/random/boot_id";

    /// <summary>The store a configuration names.</summary>
    public static AddressStore Open(NetworkConfiguration configuration) => new(
        configuration.DataDirectory, configuration.Fabric.LockTimeout, File.Exists(BootIdPath) ? File.ReadAllText(BootIdPath).Trim() : "");

    /// <summary>Makes the folder, for root only.</summary>
    public void Prepare() => Directory.CreateDirectory(directory, OwnerOnly);

    /// <summary>
    /// Leases an address: the one asked for, or the one a killed call of the same owner left behind, or the next free one.
    /// </summary>
    /// <param name="pool">What may be given out.</param>
    /// <param name="requested">Who asks, and everything else about the lease but its address.</param>
    /// <param name="address">The address asked for; null: any.</param>
    /// <param name="cancellationToken">Ends the wait for the lock.</param>
    /// <exception cref="CniException">
    /// Code 11: none is free, or the lock is held. Code 100: another one has it. Code 104: the file is damaged.
    /// </exception>
    public async Task<Lease> LeaseAsync(
        AddressPool pool,
        Lease requested,
        IPAddress? address,
        CancellationToken cancellationToken = default)
    {
        using StoreLock held = await LockAsync(pool.Network, requested.Owner, cancellationToken);
        string path = PathOf(pool.Network);
        LeaseTable table = ReadForChange(path);
        List<Lease> living = [.. table.Leases.Where(IsOfThisBoot)];
        Lease? own = living.Find(lease => lease.Owner == requested.Owner);
        if (own is not null)
            living.Remove(own);
        Lease? other = living.Find(lease => lease.Address.Equals(address));
        if (other is not null)
            throw new CniException(
                CniErrorCode.Conflict,
                $"address {address} of network {pool.Network} belongs to {other.Owner} since {other.Since:u}");

        HashSet<UInt128> taken = [.. living.Select(static lease => AddressNumber.Of(lease.Address))];
        IPAddress chosen = address ?? (own is not null && pool.Offers(own.Address) ? own.Address : null) ?? pool.NextFree(table.Last, taken)
            ?? throw new CniException(
                CniErrorCode.TryAgainLater,
                $"network {pool.Network} has no free address: {living.Count} are leased",
                $"see {path}");
        Lease lease = requested with { Address = chosen, Boot = boot };
        LeaseFile.Write(path, new LeaseTable { Last = address is null ? chosen : table.Last, Leases = [.. living, lease] });
        return lease;
    }

    /// <summary>Gives back whatever the owner has, in every network: the configuration may have changed since.</summary>
    /// <returns>The addresses freed.</returns>
    /// <exception cref="CniException">Code 11: a lock is held. Code 104: a file is damaged; the others have been dealt with.</exception>
    public async Task<IReadOnlyList<IPAddress>> ReleaseAsync(AttachmentKey owner, CancellationToken cancellationToken = default)
    {
        List<IPAddress> freed = [];
        CniException? damaged = null;
        foreach (string path in Directory.Exists(directory) ? Directory.GetFiles(directory, "*" + Extension) : [])
        {
            try
            {
                if (!LeaseFile.Read(path).Leases.Any(lease => lease.Owner == owner))
                    continue;
                using StoreLock held = await LockAsync(Path.GetFileNameWithoutExtension(path), owner, cancellationToken);
                LeaseTable table = ReadForChange(path);
                Lease[] rest = [.. table.Leases.Where(lease => lease.Owner != owner)];
                freed.AddRange(table.Leases.Where(lease => lease.Owner == owner).Select(static lease => lease.Address));
                LeaseFile.Write(path, table with { Leases = rest });
            }
            catch (CniException e) when (e.Code == CniErrorCode.StoreCorrupt)
            {
                damaged = e;
            }
        }
        return damaged is null ? freed : throw damaged;
    }

    /// <summary>The owner's lease in one network; null: none of this boot. A rename is atomic: no lock is needed to look.</summary>
    public Lease? Find(string network, AttachmentKey owner) =>
        LeaseFile.Read(PathOf(network)).Leases.FirstOrDefault(lease => lease.Owner == owner && IsOfThisBoot(lease));

    /// <summary>Whether an address could be leased now.</summary>
    public bool HasFree(AddressPool pool)
    {
        LeaseTable table = LeaseFile.Read(PathOf(pool.Network));
        HashSet<UInt128> taken = [.. table.Leases.Where(IsOfThisBoot).Select(static lease => AddressNumber.Of(lease.Address))];
        return pool.NextFree(table.Last, taken) is not null;
    }

    public string PathOf(string network) => Path.Combine(directory, network + Extension);

    private bool IsOfThisBoot(Lease lease) => boot.Length == 0 || lease.Boot.Length == 0 || lease.Boot == boot;

    private Task<StoreLock> LockAsync(string network, AttachmentKey owner, CancellationToken cancellationToken) =>
        StoreLock.AcquireAsync(Path.Combine(directory, network + ".lock"), owner.ToString(), lockTimeout, cancellationToken);

    /// <summary>Reads, and keeps a copy of a damaged file beside it, whatever someone does to the file afterwards.</summary>
    private static LeaseTable ReadForChange(string path)
    {
        try
        {
            return LeaseFile.Read(path);
        }
        catch (CniException e) when (e.Code == CniErrorCode.StoreCorrupt)
        {
            string copy = path + ".damaged";
            if (!File.Exists(copy))
                File.Copy(path, copy);
            throw;
        }
    }
}
