using System;
using System.Threading.Tasks;

namespace HolySheep.Gateway.Serving;

/// <summary>Waits for what comes next, with a sign of life whenever nothing came for a while.</summary>
internal static class SilentWait
{
    /// <param name="next">What comes next.</param>
    /// <param name="silence">The time after which a sign of life is due.</param>
    /// <param name="time">The clock.</param>
    /// <param name="sign">Gives the sign.</param>
    public static async Task<T> ForAsync<T>(Task<T> next, TimeSpan silence, TimeProvider time, Func<Task> sign)
    {
        while (true)
        {
            try
            {
                return await next.WaitAsync(silence, time);
            }
            catch (TimeoutException)
            {
                if (next.IsCompleted)
                {
                    // It came while the time ran out; a failure of its own, of this type too, is thrown here.
                    return await next;
                }

                await sign();
            }
        }
    }
}
