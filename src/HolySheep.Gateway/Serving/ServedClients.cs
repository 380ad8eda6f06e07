using System;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.Gateway.Serving;

/// <summary>The client that new requests take, and its replacement without harm to the requests of an earlier one.</summary>
internal sealed class ServedClients(ServedClient first)
{
    private ServedClient _current = first;

    /// <summary>Takes the current client for a request, which gives it back.</summary>
    public ServedClient Take()
    {
        while (true)
        {
            // One that was replaced a moment ago may have closed already.
            var current = Volatile.Read(ref _current);
            if (current.TryTake())
            {
                return current;
            }
        }
    }

    /// <summary>Serves new requests with another client. The earlier one closes when its last request has ended.</summary>
    public void Replace(ServedClient next) => Interlocked.Exchange(ref _current, next).Release();

    /// <summary>Closes the current client, once no more requests come, and waits for the requests that still end: a connection may be gone before its call is booked.</summary>
    /// <param name="atMost">The maximum wait.</param>
    public async Task CloseAsync(TimeSpan atMost)
    {
        var last = Volatile.Read(ref _current);
        last.Release();
        await Task.WhenAny(last.Closed, Task.Delay(atMost));
    }
}
