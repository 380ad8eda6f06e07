using System.Threading;
using HolySheep.Health;
using HolySheep.Limits;

namespace HolySheep.State;

/// <summary>A backend with one warning about the place where state is kept.</summary>
/// <param name="state">The backend.</param>
/// <param name="warning">The warning, given once.</param>
internal sealed class WarnedStateBackend(IStateBackend state, string warning) : IStateBackend
{
    private string? _warning = warning;

    public IHealthStore Health => state.Health;

    public ITurnStore Turns => state.Turns;

    public ILimitStore Limits => state.Limits;

    public ILatencyStore Latencies => state.Latencies;

    public ISplitStore Splits => state.Splits;

    public IMeasurementStore Measurements => state.Measurements;

    public string? TakeWarning() => Interlocked.Exchange(ref _warning, null) ?? state.TakeWarning();

    public void Dispose() => state.Dispose();
}
