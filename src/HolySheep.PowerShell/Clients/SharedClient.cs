using HolySheep.Configuration;

namespace HolySheep.PowerShell.Clients;

/// <summary>A client that commands of many runspaces use at once; it is disposed when it is out of date and the last of them has given it back.</summary>
internal sealed class SharedClient
{
    private readonly object _gate = new();
    private int _users;
    private bool _retired;

    internal SharedClient(HolySheepClient client, HolySheepConfiguration configuration)
    {
        Client = client;
        Configuration = configuration;
    }

    internal HolySheepClient Client { get; }

    internal HolySheepConfiguration Configuration { get; }

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
