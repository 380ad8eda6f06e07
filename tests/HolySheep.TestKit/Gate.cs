using System.Threading;
using System.Threading.Tasks;

namespace HolySheep.TestKit;

/// <summary>Holds a reply back until the test opens it; once open it stays open.</summary>
public sealed class Gate
{
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets everything that waits go on.</summary>
    public void Open() => _opened.TrySetResult();

    internal Task WaitAsync(CancellationToken cancellationToken) => _opened.Task.WaitAsync(Timeout.InfiniteTimeSpan, cancellationToken);
}
