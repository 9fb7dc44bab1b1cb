using NetFabric.Fabric.Planning;
using NetFabric.Fabric.State;
using NetFabric.Netlink;

namespace NetFabric.Fabric.Attachments;

/// <summary>
/// Attach and detach in two phases: the intent is on the disk before the first change, the result after the last. What a killed
/// process left is undone by the next attach or detach of the same key.
/// </summary>
internal sealed class AttachmentWork(FabricOptions options, StateFolder state, NetworkNamespace hostNamespace, Rtnetlink host)
{
    private readonly OverlayAttachment _overlay = new(options.Owner, host);
    private readonly UnderlayAttachment _underlay = new(options.Owner, host);

    public async Task<Attachment> AttachAsync(AttachmentSpec spec, NodeSpec node, CancellationToken cancellationToken)
    {
        AttachmentKey key = spec.Key;
        UnderlaySpec? underlay = node.Underlays.FirstOrDefault(u => u.Name == spec.Network);
        OverlaySpec? overlay = spec.Network == AttachmentSpec.Overlay ? node.Overlay : null;
        if (overlay is not null)
            AttachmentCheck.Overlay(spec, overlay);
        else if (underlay is not null)
            AttachmentCheck.Underlay(spec, underlay);
        else
            throw new FabricException(FabricErrorCode.NetworkNotFound, $"attach {key}: this node has no network '{spec.Network}'; it has {Networks(node)}. Nothing was changed.");
        using PodNamespace pod = PodNamespace.Open(spec.NetNsPath, hostNamespace, key, options.TimeProvider);
        string file = state.RecordFile(key);
        if (ReadRecord(file) is AttachmentRecord earlier)
        {
            if (earlier.Result is not null && await StandsAsync(earlier, cancellationToken).ConfigureAwait(false))
                throw new FabricException(FabricErrorCode.Conflict, $"attach {key}: it is attached to {earlier.Spec.Network} already. Nothing was changed; detach it first.");
            await UndoAsync(key, earlier, cancellationToken).ConfigureAwait(false);
        }
        await CheckFreeAsync(spec, overlay is not null, pod, cancellationToken).ConfigureAwait(false);
        var intent = new AttachmentRecord
        {
            Spec = spec,
            NamespaceDevice = pod.Handle.Identity.Device,
            NamespaceInode = pod.Handle.Identity.Inode,
            LinkName = overlay is not null ? Ownership.HostLinkName(options.Owner, key) : Ownership.TemporaryLinkName(options.Owner, key),
        };
        StateFolder.Write(file, intent, StateJson.Default.AttachmentRecord);
        try
        {
            Attachment attachment = overlay is not null
                ? await _overlay.CreateAsync(spec, overlay, pod, cancellationToken).ConfigureAwait(false)
                : await _underlay.CreateAsync(spec, underlay!, pod, cancellationToken).ConfigureAwait(false);
            StateFolder.Write(file, intent with { Result = attachment }, StateJson.Default.AttachmentRecord);
            return attachment;
        }
        catch (Exception e)
        {
            // The caller's token may be what ended it; what was begun is taken back all the same.
            string afterwards = await TryUndoAsync(key, intent, e).ConfigureAwait(false);
            if (e is NetlinkException refused)
                throw Translate(key, spec, refused, afterwards);
            if (afterwards.Length > 0 && e is FabricException failure && !afterwards.StartsWith("Nothing", StringComparison.Ordinal))
                throw new FabricException(failure.Code, $"{failure.Message} {afterwards}", e);
            throw;
        }
    }

    public async Task<bool> DetachAsync(AttachmentKey key, CancellationToken cancellationToken)
    {
        string file = state.RecordFile(key);
        AttachmentRecord? record = ReadRecord(file);
        try
        {
            bool found = await UndoAsync(key, record, cancellationToken).ConfigureAwait(false);
            return found || record is not null;
        }
        catch (NetlinkException e)
        {
            throw FabricErrors.From($"detach {key}", e, "The rest of the attachment stands; detach it again.");
        }
    }

    public Attachment? Get(AttachmentKey key) => StateFolder.Read(state.RecordFile(key), StateJson.Default.AttachmentRecord)?.Result;

    /// <summary>A damaged record must not keep a pod from being detached: the names follow from the key.</summary>
    private static AttachmentRecord? ReadRecord(string file)
    {
        try
        {
            return StateFolder.Read(file, StateJson.Default.AttachmentRecord);
        }
        catch (FabricException e) when (e.InnerException is System.Text.Json.JsonException or FormatException or ArgumentException)
        {
            return null;
        }
    }

    private async Task<bool> UndoAsync(AttachmentKey key, AttachmentRecord? record, CancellationToken cancellationToken)
    {
        bool found = await _overlay.DeleteAsync(key, cancellationToken).ConfigureAwait(false);
        if (record is not null && record.Spec.Network != AttachmentSpec.Overlay)
        {
            using PodNamespace? pod = PodNamespace.Reopen(record.Spec.NetNsPath, record.NamespaceDevice, record.NamespaceInode, options.TimeProvider);
            found |= await _underlay.DeleteAsync(key, pod, cancellationToken).ConfigureAwait(false);
        }
        StateFolder.Delete(state.RecordFile(key));
        return found;
    }

    private async Task<string> TryUndoAsync(AttachmentKey key, AttachmentRecord intent, Exception cause)
    {
        try
        {
            await UndoAsync(key, intent, CancellationToken.None).ConfigureAwait(false);
            return "Nothing of the attachment is left.";
        }
        catch (Exception e) when (e is NetlinkException or FabricException)
        {
            cause.Data["netfabric.undo"] = e.Message;
            return $"Taking it back failed as well ({e.Message}); the next attach or detach of {key} does it.";
        }
    }

    /// <summary>A committed attachment whose link is gone (its namespace ended, the node was restarted) does not stand.</summary>
    private async Task<bool> StandsAsync(AttachmentRecord record, CancellationToken cancellationToken)
    {
        if (record.Spec.Network == AttachmentSpec.Overlay)
            return await host.Links.GetAsync(record.LinkName, cancellationToken).ConfigureAwait(false) is not null;
        using PodNamespace? pod = PodNamespace.Reopen(record.Spec.NetNsPath, record.NamespaceDevice, record.NamespaceInode, options.TimeProvider);
        return pod is not null && await pod.Rtnetlink.Links.GetAsync(record.Spec.Key.InterfaceName, cancellationToken).ConfigureAwait(false) is not null;
    }

    private async Task CheckFreeAsync(AttachmentSpec spec, bool overlay, PodNamespace pod, CancellationToken cancellationToken)
    {
        AttachmentKey key = spec.Key;
        // What is ours without a record that says so: the record was damaged or lost.
        await _overlay.DeleteAsync(key, cancellationToken).ConfigureAwait(false);
        await _underlay.DeleteAsync(key, pod, cancellationToken).ConfigureAwait(false);
        if (await pod.Rtnetlink.Links.GetAsync(key.InterfaceName, cancellationToken).ConfigureAwait(false) is Link taken)
        {
            throw new FabricException(
                FabricErrorCode.Conflict, $"attach {key}: {spec.NetNsPath} has a link {key.InterfaceName} already ({taken.Kind?.Name ?? "device"}). Nothing was changed.");
        }
        if (!overlay)
            return;
        if (await HostRoute.FindAsync(host, spec.Addresses[0], cancellationToken).ConfigureAwait(false) is Route route)
        {
            Link? link = route.OutputLink is int index ? await host.Links.GetAsync(index, cancellationToken).ConfigureAwait(false) : null;
            throw new FabricException(
                FabricErrorCode.Conflict,
                $"attach {key}: address {spec.Addresses[0]} is in use: a route to it leads to {link?.Name ?? "another device"}{(link?.Alias is null ? "" : $" ({link.Alias})")}. Nothing was changed.");
        }
    }

    private static FabricException Translate(AttachmentKey key, AttachmentSpec spec, NetlinkException e, string afterwards)
    {
        string attempted = $"attach {key} to {spec.Network}";
        if (e.Error == Errno.EADDRINUSE || (e.Error == Errno.EEXIST && e.Operation.Contains("address", StringComparison.Ordinal)))
            attempted += $": address {spec.Addresses[0]} is in use on this node";
        else if (e.Error == Errno.EOPNOTSUPP)
            attempted += ": the kernel lacks what it needs (options VETH, VXLAN, VLAN_8021Q, IPVLAN)";
        return FabricErrors.From(attempted, e, afterwards);
    }

    private static string Networks(NodeSpec node)
    {
        IEnumerable<string> names = node.Underlays.Select(u => u.Name);
        if (node.Overlay is not null)
            names = names.Prepend(AttachmentSpec.Overlay);
        string text = string.Join(", ", names);
        return text.Length == 0 ? "none" : text;
    }
}
