using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using HolySheep.TestKit;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace HolySheep.State.Contracts;

/// <summary>What the contract of each store needs: a place for its backends, and a clock from outside.</summary>
public abstract class StoreContract : IDisposable
{
    /// <summary>Writers at once, in as many instances as there are processes.</summary>
    protected const int Writers = 4;
    protected const int Changes = 25;
    protected static readonly DateTimeOffset Start = new(2026, 11, 22, 2, 0, 0, TimeSpan.Zero);
    private readonly TempFolder _folder = new("contract");
    private readonly List<IDisposable> _opened = [];

    public static TheoryData<string> Backends => [.. TestedBackend.Names];

    public static TheoryData<string> SharedBackends => [.. TestedBackend.Shared];

    public static TheoryData<string, string> Faults
    {
        get
        {
            var faults = new TheoryData<string, string>();
            foreach (var (backend, fault) in TestedBackend.AllFaults)
            {
                faults.Add(backend, fault);
            }

            return faults;
        }
    }

    protected FakeTimeProvider Clock { get; } = new(Start);

    public void Dispose()
    {
        _opened.ForEach(opened => opened.Dispose());
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected IStateBackend Open(string backend)
    {
        var state = TestedBackend.Of(backend).Open(_folder.Path, Clock);
        _opened.Add(state);
        return state;
    }

    /// <summary>Opens an instance for each of two processes: one and the same if the backend does not share.</summary>
    private protected (IStateBackend One, IStateBackend Other) OpenTwo(string backend)
    {
        var one = Open(backend);
        return (one, TestedBackend.Of(backend).IsShared ? Open(backend) : one);
    }

    /// <summary>Opens a backend whose place cannot be used.</summary>
    private protected IStateBackend OpenWithFault(string backend, string fault)
    {
        if (TestedBackend.Of(backend).Faults[fault](_folder.Path) is { } held)
        {
            _opened.Add(held);
        }

        return Open(backend);
    }

    /// <summary>Makes many changes at once, from the threads of two processes.</summary>
    private protected async Task<IReadOnlyList<T>> ManyAsync<T>(string backend, Func<IStateBackend, ValueTask<T>> change)
    {
        var (one, other) = OpenTwo(backend);
        var results = await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(async () =>
        {
            var results = new List<T>();
            for (var number = 0; number < Changes; number++)
            {
                results.Add(await change(writer % 2 == 0 ? one : other));
            }

            return results;
        })));
        Assert.Equal((null, null), (one.TakeWarning(), other.TakeWarning()));
        if (TestedBackend.Of(backend).IsShared)
        {
            // Both processes end, and write what they kept for later.
            one.Dispose();
            other.Dispose();
        }

        return [.. results.SelectMany(result => result)];
    }
}
