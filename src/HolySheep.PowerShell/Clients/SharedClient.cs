using System.Collections.Generic;
using System.Linq;
using System.Threading;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.PowerShell.Secrets;

namespace HolySheep.PowerShell.Clients;

/// <summary>A client that commands in several runspaces share. It is disposed when it is outdated and the last command has returned it.</summary>
internal sealed class SharedClient
{
    private readonly object _lock = new();
    private readonly IReadOnlyList<string> _vaultPaths;
    private int _users;
    private bool _retired;
    private bool _hasAnswered;

    internal SharedClient(HolySheepClient client, HolySheepConfiguration configuration, VaultKeys vault)
    {
        Client = client;
        Configuration = configuration;
        Vault = vault;
        _vaultPaths = [.. configuration.Providers.Values.SelectMany(provider => provider.ApiKeys).Where(key => key.Source == KeySource.Vault).Select(key => key.Path).Distinct()];
    }

    internal HolySheepClient Client { get; }

    internal HolySheepConfiguration Configuration { get; }

    internal VaultKeys Vault { get; }

    /// <summary>True once the client has answered a call.</summary>
    internal bool HasAnswered
    {
        get => Volatile.Read(ref _hasAnswered);
        set => Volatile.Write(ref _hasAnswered, value);
    }

    /// <summary>Reads the configuration's vault keys on the pipeline thread, before a call needs them on another thread.</summary>
    internal void ReadVault() => Vault.Read(_vaultPaths, SecretVault.Read);

    internal void Take()
    {
        lock (_lock)
        {
            _users++;
        }
    }

    internal void GiveBack()
    {
        lock (_lock)
        {
            _users--;
            DisposeWhereUnused();
        }
    }

    internal void Retire()
    {
        lock (_lock)
        {
            _retired = true;
            DisposeWhereUnused();
        }
    }

    private void DisposeWhereUnused()
    {
        if (_retired && _users == 0)
        {
            Client.Dispose();
        }
    }
}
