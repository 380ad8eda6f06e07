using System.Threading.Tasks;

namespace HolySheep.State;

/// <summary>Waits for a store on behalf of a caller that is synchronous: commands and cmdlets that show or change what is stored. No call waits here, and stores in memory or in a file of this machine answer at once.</summary>
internal static class StoreWait
{
    public static T For<T>(ValueTask<T> answer) => answer.IsCompletedSuccessfully ? answer.Result : answer.AsTask().GetAwaiter().GetResult();

    public static void For(ValueTask change)
    {
        if (!change.IsCompletedSuccessfully)
        {
            change.AsTask().GetAwaiter().GetResult();
        }
    }
}
