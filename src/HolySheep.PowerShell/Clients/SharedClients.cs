using System;
using System.Collections.Generic;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;
using HolySheep.PowerShell.Secrets;
using HolySheep.Providers.Sandbox;

namespace HolySheep.PowerShell.Clients;

/// <summary>Keeps one client per configuration file and proxy for the whole process; a client is recreated when the file or the session's keys change.</summary>
internal static class SharedClients
{
    private static readonly object Gate = new();
    private static readonly Dictionary<Use, Kept> Clients = [];

    /// <summary>Takes the client of a configuration file; the caller must return it.</summary>
    /// <param name="configPath">The file; null means the usual places.</param>
    /// <param name="sandbox">True for a client with the sandbox as its provider.</param>
    /// <param name="made">True if the file was read for this caller.</param>
    /// <param name="proxy">The proxy settings that override the file's; null means the file's.</param>
    /// <exception cref="HolySheep.Errors.ConfigurationException">The file is not valid.</exception>
    internal static SharedClient Take(string? configPath, bool sandbox, out bool made, NetworkOptions? proxy = null)
    {
        var file = new ConfigurationFile(configPath);
        var key = new Use(file.Path, sandbox, proxy);
        lock (Gate)
        {
            // The number of changes identifies the keys, so that no key is kept here.
            var (stamp, keys, state) = (file.Stamp(), SessionKeys.Version(file.Path), StateFolder.FindShared());
            made = !Clients.TryGetValue(key, out var known) || known!.Stamp != stamp || known.Keys != keys || known.State != state || file.HasOtherVariables(known.Client.Configuration);
            if (made)
            {
                var client = Make(file, sandbox ? SandboxScript.None : null, proxy);
                known?.Client.Retire();
                Clients[key] = known = new Kept(stamp, keys, state, client);
            }

            known!.Client.Take();
            return known.Client;
        }
    }

    /// <summary>Creates a client for one caller, with its own fault script.</summary>
    /// <param name="configPath">The file; null means the usual places.</param>
    /// <param name="sandbox">The fault script of the sandbox, if it is the provider.</param>
    /// <param name="rehearsal">The fault script of a rehearsal of the user's own targets.</param>
    internal static SharedClient Own(string? configPath, SandboxScript? sandbox, SandboxScript? rehearsal)
    {
        var client = Make(new ConfigurationFile(configPath), sandbox, proxy: null, rehearsal);
        client.Take();
        client.Retire();
        return client;
    }

    private static SharedClient Make(ConfigurationFile file, SandboxScript? sandbox, NetworkOptions? proxy, SandboxScript? rehearsal = null)
    {
        var configuration = file.Read();
        if (proxy is not null)
        {
            configuration = configuration with { Network = proxy with { CaFile = configuration.Network.CaFile } };
        }

        var vault = new VaultKeys(TimeProvider.System);
        var options = new HolySheepClientOptions
        {
            Configuration = configuration,
            ReadChange = new ConfigurationWatch(file).Read,
            SessionKeys = SessionKeys.Of(file.Path),
            VaultReader = vault.Find,
            Sandbox = sandbox,
            Rehearsal = rehearsal,
            StateFolder = StateFolder.FindShared(),
#if NET8_0_OR_GREATER
            SharedEngine = static () => new HolySheep.Postgres.PostgresEngine(),
#endif
        };
        return new SharedClient(new HolySheepClient(options), configuration, vault);
    }

    // Classes: a dictionary of values of our own types would be compiled by the first call of a process.
    private sealed record Use(string Path, bool Sandbox, NetworkOptions? Proxy);

    private sealed record Kept(ConfigurationStamp Stamp, int Keys, string? State, SharedClient Client);
}
