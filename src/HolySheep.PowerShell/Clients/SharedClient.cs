using System.Linq;
using HolySheep.Configuration;
using HolySheep.Configuration.Keys;
using HolySheep.PowerShell.Secrets;

namespace HolySheep.PowerShell.Clients;

/// <summary>A client that commands of many runspaces use at once; it is disposed when it is out of date and the last of them has given it back.</summary>
internal sealed class SharedClient
{
    private readonly object _gate = new();
    private int _users;
    private bool _retired;

    internal SharedClient(HolySheepClient client, HolySheepConfiguration configuration, VaultKeys vault)
    {
        Client = client;
        Configuration = configuration;
        Vault = vault;
    }

    internal HolySheepClient Client { get; }

    internal HolySheepConfiguration Configuration { get; }

    internal VaultKeys Vault { get; }

    /// <summary>Reads the keys that the configuration keeps in vaults; on the pipeline thread, before a call needs them on another.</summary>
    internal void ReadVault() =>
        Vault.Read(
            Configuration.Providers.Values.SelectMany(provider => provider.ApiKeys).Where(key => key.Source == KeySource.Vault).Select(key => key.Path).Distinct(),
            SecretVault.Read);

    internal void Take()
    {
        lock (_gate)
        {
            _users++;
        }
    }

    internal void GiveBack()
    {
        lock (_gate)
        {
            _users--;
            DisposeWhereUnused();
        }
    }

    internal void Retire()
    {
        lock (_gate)
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
