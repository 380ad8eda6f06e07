using System;
using System.Collections.Generic;
using System.Net.Http;
using HolySheep.Chat;
using HolySheep.Chat.Sessions;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;
using HolySheep.Providers;
using HolySheep.Providers.Sandbox;
using HolySheep.Sharing;

namespace HolySheep;

/// <summary>The options of a client.</summary>
public sealed record HolySheepClientOptions
{
    /// <summary>The configuration, as read when the client is created.</summary>
    public required HolySheepConfiguration Configuration { get; init; }

    /// <summary>Reads the configuration again if it has changed, so that the limits of budgets take effect in calls that run: null if it has not. Called from any thread, once a second at most. Null if no change is followed.</summary>
    public Func<HolySheepConfiguration?>? ReadChange { get; init; }

    /// <summary>Keys of this session, by provider; they take precedence over configured keys.</summary>
    public IReadOnlyDictionary<string, Secret> SessionKeys { get; init; } = new Dictionary<string, Secret>();

    /// <summary>Reads <c>VAULT/NAME</c> from any thread; returns null if the secret does not exist, and throws a <see cref="Errors.HolySheepException"/> with the reason if it cannot be read. Null if no vault is available.</summary>
    public Func<string, Secret?>? VaultReader { get; init; }

    /// <summary>Reads an environment variable.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>If set, the sandbox answers every call, with these faults.</summary>
    public SandboxScript? Sandbox { get; init; }

    /// <summary>If set, every call is rehearsed: the user's own targets, chains, rules and splits, with the sandbox and these faults instead of every provider. Nothing is sent or stored.</summary>
    public SandboxScript? Rehearsal { get; init; }

    /// <summary>The folder of the state file that the machine's processes share, as <see cref="Configuration.StateFolder.FindShared"/> finds it; opened by the first call, and never by the sandbox. Null keeps state in the client.</summary>
    public string? StateFolder { get; init; }

    /// <summary>Creates the engine of state in PostgreSQL; called only if the configuration keeps state there. Null if the front end has none.</summary>
    public Func<SharedEngine>? SharedEngine { get; init; }

    /// <summary>The caller for the ledger: the command or cmdlet, and the script if it is known.</summary>
    public string? Caller { get; init; }

    /// <summary>The session of all calls, whatever they name; null if each call names its own or none.</summary>
    public CallSession? Session { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gives random numbers, 0 up to 1, for the jitter of waits.</summary>
    public Func<double>? Randomness { get; init; }

    /// <summary>Sends the requests instead of the network.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>Gives the wire of a provider; null means the built-in table.</summary>
    internal Func<ProviderOptions, IWire>? Wires { get; init; }

    /// <summary>Whether to book in a state folder; false lets a benchmark measure the cost of booking.</summary>
    internal bool KeepsBooks { get; init; } = true;
}
