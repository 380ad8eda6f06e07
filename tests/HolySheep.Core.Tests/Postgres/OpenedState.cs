using HolySheep.Health;
using HolySheep.Limits;
using HolySheep.Sharing;
using HolySheep.State;

namespace HolySheep.Postgres;

/// <summary>The state of a database, and the database with it.</summary>
internal sealed class OpenedState(ISharedPlace place) : IStateBackend
{
    private readonly IStateBackend _state = place.OpenState();

    public IHealthStore Health => _state.Health;

    public ITurnStore Turns => _state.Turns;

    public ILimitStore Limits => _state.Limits;

    public ILatencyStore Latencies => _state.Latencies;

    public ISplitStore Splits => _state.Splits;

    public IMeasurementStore Measurements => _state.Measurements;

    public string? TakeWarning() => _state.TakeWarning();

    public void Dispose()
    {
        _state.Dispose();
        place.Dispose();
    }
}
