using System;
using System.Collections.Generic;
using HolySheep.Configuration;
using HolySheep.Configuration.Options;
using HolySheep.PowerShell.Secrets;
using HolySheep.Providers.Sandbox;

namespace HolySheep.PowerShell.Clients;

/// <summary>One client per configuration file and proxy for the whole process, remade when the file or the keys of the session change.</summary>
internal static class SharedClients
{
    private static readonly object Gate = new();
    private static readonly Dictionary<(string Path, bool Sandbox, NetworkOptions? Proxy), (string Stamp, SharedClient Client)> Clients = [];

    /// <summary>Takes the client of a configuration file; it is to be given back.</summary>
    /// <param name="configPath">The file, null means the usual places.</param>
    /// <param name="sandbox">True for a client that the sandbox answers.</param>
    /// <param name="made">True where the file was read for this caller.</param>
    /// <param name="proxy">How proxies are used, in place of what the file says; null means as it says.</param>
    /// <exception cref="HolySheep.Errors.ConfigurationException">The file is not usable.</exception>
    internal static SharedClient Take(string? configPath, bool sandbox, out bool made, NetworkOptions? proxy = null)
    {
        var file = new ConfigurationFile(configPath);
        var key = (file.Path, sandbox, proxy);
        lock (Gate)
        {
            // The number of changes stands for the keys, so that none is kept here.
            var stamp = FormattableString.Invariant($"{file.Stamp()}/{SessionKeys.Version(file.Path)}/{StateFolder.FindShared()}");
            made = !Clients.TryGetValue(key, out var known) || known.Stamp != stamp;
            if (made)
            {
                var client = Make(file, sandbox ? SandboxScript.None : null, proxy);
                known.Client?.Retire();
                Clients[key] = known = (stamp, client);
            }

            known.Client.Take();
            return known.Client;
        }
    }

    /// <summary>Makes a client for one caller, with faults of its own.</summary>
    /// <param name="configPath">The file, null means the usual places.</param>
    /// <param name="sandbox">The faults of the sandbox, where it answers as itself.</param>
    /// <param name="rehearsal">The faults of a rehearsal of the user's own targets.</param>
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
            SessionKeys = SessionKeys.Of(file.Path),
            VaultReader = vault.Find,
            Sandbox = sandbox,
            Rehearsal = rehearsal,
            StateFolder = StateFolder.FindShared(),
        };
        return new SharedClient(new HolySheepClient(options), configuration, vault);
    }
}
