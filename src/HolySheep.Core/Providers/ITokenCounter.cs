using System;
using System.Text.Json;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers;

/// <summary>A wire whose provider counts the tokens of a request without answering it.</summary>
internal interface ITokenCounter
{
    /// <summary>Where a count is asked for.</summary>
    Uri CountAddress(ProviderCall call);

    /// <summary>Writes the body of a request for a count: one JSON object.</summary>
    void WriteCountBody(Utf8JsonWriter writer, ProviderCall call, ToolPairs pairs, WireNotes notes);

    /// <summary>Reads the tokens of the prompt; null if the reply does not say them.</summary>
    long? ReadCount(ReadOnlyMemory<byte> body);
}
