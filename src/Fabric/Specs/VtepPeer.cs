using System.Net;
using System.Net.NetworkInformation;

namespace NetFabric.Fabric;

/// <summary>Another node of the overlay, as it publishes itself.</summary>
/// <param name="Node">Its name, for messages.</param>
/// <param name="Block">Its block of the overlay; the network address is its VTEP's address.</param>
/// <param name="VtepMac">MAC of its VTEP.</param>
/// <param name="Endpoint">Its address on the control plane: outer destination.</param>
public sealed record VtepPeer(string Node, IPNetwork Block, PhysicalAddress VtepMac, IPAddress Endpoint);
