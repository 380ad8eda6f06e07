using System;

namespace HolySheep.Transport;

/// <summary>The exception of bytes that did not arrive.</summary>
internal sealed class TransportException(TransportFault fault, string message, Exception? inner) : Exception(message, inner)
{
    public TransportFault Fault { get; } = fault;
}
