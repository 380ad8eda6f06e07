using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Chat;
using HolySheep.Errors;

namespace HolySheep.Harness;

/// <summary>Asks in one of the three ways and keeps whatever comes.</summary>
internal static class Caller
{
    public static async Task<Asked> AskAsync(HolySheepClient client, ChatRequest request, CallMode mode, Action<ChatUpdate>? onUpdate = null, CancellationToken cancellationToken = default)
    {
        var updates = new List<ChatUpdate>();
        ChatResult? result = null;
        try
        {
            if (mode == CallMode.VisibleStream)
            {
                await foreach (var update in client.StreamAsync(request, cancellationToken))
                {
                    updates.Add(update);
                    result = update.Result;
                    onUpdate?.Invoke(update);
                }
            }
            else
            {
                result = await client.ChatAsync(request with { StreamWire = mode == CallMode.StreamedWire }, cancellationToken);
            }

            return new Asked(result ?? throw new InvalidOperationException("The stream ended without a result."), null, updates);
        }
        catch (Exception exception) when (exception is HolySheepException or OperationCanceledException)
        {
            return new Asked(null, exception, updates);
        }
    }
}
