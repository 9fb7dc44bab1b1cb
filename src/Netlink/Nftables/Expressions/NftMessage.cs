using NetFabric.Netlink.Protocol;
using NetFabric.Netlink.Uapi;

namespace NetFabric.Netlink.Expressions;

/// <summary>A message of a transaction, for what its refusal means.</summary>
internal readonly record struct NftMessage(NFT_MSG Type, IWireMessage Body);
