using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using HolySheep.TestKit.Wire;

namespace HolySheep.TestKit;

public sealed partial class ScriptedProvider
{
    private readonly Lock _recording = new();
    private readonly List<RecordedRequest> _requests = [];
    private readonly Tally _calls = new("request");
    private readonly Tally _disconnects = new("disconnect in the middle of a reply");

    /// <summary>How long a wait of the test lasts before it fails; 30 s unless set.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Every request so far, in the order of arrival.</summary>
    public IReadOnlyList<RecordedRequest> Requests
    {
        get
        {
            lock (_recording)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>How many requests came, of whatever kind.</summary>
    public int CallCount => _calls.Count;

    /// <summary>How many clients left before their reply was whole.</summary>
    public int DisconnectCount => _disconnects.Count;

    /// <summary>How many requests named this model.</summary>
    public int CallsFor(string model) => Requests.Count(request => request.Model == model);

    /// <summary>Completes when this many requests have come since the start, and gives the last of them.</summary>
    /// <exception cref="TimeoutException"><see cref="Patience"/> ran out.</exception>
    public async Task<RecordedRequest> WaitForCallAsync(int number = 1)
    {
        await _calls.WaitForAsync(number, Patience);
        return Requests[number - 1];
    }

    /// <summary>Completes when this many clients have left before their reply was whole.</summary>
    /// <exception cref="TimeoutException"><see cref="Patience"/> ran out.</exception>
    public Task WaitForDisconnectAsync(int number = 1) => _disconnects.WaitForAsync(number, Patience);

    internal void NoteDisconnect() => _disconnects.Add();

    internal (RecordedRequest Request, Reply Reply) Receive(RequestHead head, byte[] body, int connectionId, long receivedAt)
    {
        RecordedRequest request;
        lock (_recording)
        {
            request = new RecordedRequest(_requests.Count + 1, connectionId, head.Method, head.Target, head.Headers, body, receivedAt);
            _requests.Add(request);
        }

        _calls.Add();
        try
        {
            return (request, Choose(request));
        }
        catch (Exception exception)
        {
            _listener.NoteFault(exception);
            return (request, Reply.Status(500, $"the script of '{Name}' threw: {exception.Message}"));
        }
    }
}
