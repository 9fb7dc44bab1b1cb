using System.Net;

namespace NetFabric.Fabric;

/// <summary>A route inside the pod.</summary>
/// <param name="Destination">Destination network; <c>0.0.0.0/0</c> is the default route.</param>
/// <param name="Gateway">Next hop; null: on the link.</param>
public sealed record AttachedRoute(IPNetwork Destination, IPAddress? Gateway);
