using System;
using System.Threading.Tasks;

namespace HolySheep.Architecture.Tests.Bait;

internal interface IStoreThatRunsFunctions
{
    TResult Change<TResult>(Func<string, TResult> change);

    void Update(string name, Action update);

    ValueTask KeepAsync(string name, TimeSpan time);
}
