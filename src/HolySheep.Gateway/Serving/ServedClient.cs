using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.Configuration.Clients;
using HolySheep.Configuration.Names;
using HolySheep.Gateway.Access;

namespace HolySheep.Gateway.Serving;

/// <summary>A client with the models that callers can ask it for, and those callers.</summary>
internal sealed class ServedClient(GatewayBackend backend, GatewayOptions options)
{
    private static readonly TimeSpan ShadowLimit = TimeSpan.FromSeconds(10);

    private readonly TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private readonly Dictionary<string, ServedModels> _modelsOfCallers =
        backend.Callers.ToDictionary(caller => caller.Client.Name, caller => backend.Models.Only(caller.Client.Models), StringComparer.Ordinal);

    // One for being the client that new requests take.
    private int _users = 1;

    /// <summary>The client.</summary>
    public HolySheepClient Client { get; } = backend.Client;

    /// <summary>The models.</summary>
    public ServedModels Models { get; } = backend.Models;

    /// <summary>The models that a client of the configuration can ask for; for null, all.</summary>
    public ServedModels ModelsOf(GatewayClientOptions? caller) => caller is null ? Models : _modelsOfCallers[caller.Name];

    /// <summary>The tokens of callers.</summary>
    public CallerTokens Tokens { get; } = new(options.Token, backend.Callers);

    /// <summary>Takes it for a request; false if it was replaced and its last request has ended.</summary>
    public bool TryTake()
    {
        for (var users = Volatile.Read(ref _users); users > 0;)
        {
            var seen = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (seen == users)
            {
                return true;
            }

            users = seen;
        }

        return false;
    }

    /// <summary>Gives it back. After the last user it closes by itself, once its shadow calls have ended; no request waits for them.</summary>
    public void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            _ = Task.Run(CloseAsync);
        }
    }

    /// <summary>Completes when it has closed: every call of it is booked then.</summary>
    public Task Closed => _closed.Task;

    private async Task CloseAsync()
    {
        await Client.FinishShadowsAsync(ShadowLimit);
        Client.Dispose();
        _closed.SetResult();
    }
}
