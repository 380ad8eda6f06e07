using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.TestKit.Processes;

/// <summary>Reads a pipe to its end as it fills, and tells when a text has come through it.</summary>
internal sealed class OutputCapture
{
    private readonly Lock _lock = new();
    private readonly MemoryStream _bytes = new();
    private readonly List<(byte[] Mark, TaskCompletionSource Seen)> _waiting = [];

    public OutputCapture(Stream pipe) => Completion = Task.Run(() => ReadAsync(pipe));

    public Task Completion { get; }

    public byte[] Bytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes.ToArray();
            }
        }
    }

    public Task WaitForAsync(string text)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Add((Encoding.UTF8.GetBytes(text), seen));
            Announce();
        }

        return seen.Task;
    }

    private async Task ReadAsync(Stream pipe)
    {
        byte[] buffer = new byte[1 << 16];
        int count;
        while ((count = await pipe.ReadAsync(buffer)) > 0)
        {
            lock (_lock)
            {
                _bytes.Write(buffer, 0, count);
                Announce();
            }
        }
    }

    private void Announce() =>
        _waiting.RemoveAll(waiter => _bytes.GetBuffer().AsSpan(0, (int)_bytes.Length).IndexOf(waiter.Mark) >= 0 && waiter.Seen.TrySetResult());
}
