using System;
using System.Collections.Generic;
using System.Net.Http;
using HolySheep.Chat;
using HolySheep.Configuration;
using HolySheep.Providers.Sandbox;

namespace HolySheep;

/// <summary>What a client is made of.</summary>
public sealed record HolySheepClientOptions
{
    /// <summary>The configuration, as read when the client is made.</summary>
    public required HolySheepConfiguration Configuration { get; init; }

    /// <summary>Keys given for this session, by provider; they go before the configured ones.</summary>
    public IReadOnlyDictionary<string, Secret> SessionKeys { get; init; } = new Dictionary<string, Secret>();

    /// <summary>Reads <c>VAULT/NAME</c> from any thread: null for a secret that is not there, a <see cref="Errors.HolySheepException"/> with the reason where it cannot be read. Null where no vault can be reached.</summary>
    public Func<string, Secret?>? VaultReader { get; init; }

    /// <summary>Reads an environment variable.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>Where set, every call is answered by the sandbox, with these faults.</summary>
    public SandboxScript? Sandbox { get; init; }

    /// <summary>Where set, every call is rehearsed: the user's own targets, chains, rules and splits, with the sandbox and these faults behind every provider. Nothing is sent or remembered.</summary>
    public SandboxScript? Rehearsal { get; init; }

    /// <summary>The folder of the state file that the machine's processes share, as <see cref="Configuration.StateFolder.FindShared"/> finds it; opened at the first call, and never by the sandbox. Null keeps state in the client.</summary>
    public string? StateFolder { get; init; }

    /// <summary>Who asks, for the ledger: the command or cmdlet, and the script where one is known.</summary>
    public string? Caller { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gives numbers from 0 up to 1 for the jitter of waits.</summary>
    public Func<double>? Randomness { get; init; }

    /// <summary>Sends the requests, in place of the network.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>False books nothing in a state folder, so that a benchmark can tell what booking costs.</summary>
    internal bool KeepsBooks { get; init; } = true;
}
