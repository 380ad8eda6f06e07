using System;

namespace HolySheep.Gateway.Http;

/// <summary>Ends the reading of a request that cannot be served.</summary>
internal sealed class FaultException(RequestFault fault) : Exception(fault.Message)
{
    /// <summary>Why it cannot be served.</summary>
    public RequestFault Fault { get; } = fault;

    /// <summary>The fault of a member of the body.</summary>
    public static FaultException OfMember(string member, string message) =>
        new(new RequestFault(FaultKind.BadRequest, "invalid_value", message) { Member = member });
}
