using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace HolySheep.Harness;

/// <summary>A body that begins and then stalls, while the clock advances until the code under test gives up.</summary>
internal sealed class StallingBody(string start, FakeTimeProvider clock) : MemoryStream(Encoding.UTF8.GetBytes(start))
{
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await base.ReadAsync(buffer, cancellationToken);
        if (read > 0)
        {
            return read;
        }

        await PassingTime.UntilAsync(clock, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return 0;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
}
