using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace HolySheep.TestKit;

/// <summary>Replies in their order; the last one repeats.</summary>
public sealed class ModelScript
{
    private readonly Lock _lock = new();
    private readonly Queue<Reply> _coming = [];
    private Reply? _last;

    /// <summary>Appends replies.</summary>
    public ModelScript Answer(params Reply[] replies)
    {
        lock (_lock)
        {
            foreach (Reply reply in replies)
            {
                _coming.Enqueue(reply);
            }

            return this;
        }
    }

    /// <summary>Appends a reply so many times.</summary>
    public ModelScript Times(int count, Reply reply) => Answer([.. Enumerable.Repeat(reply, count)]);

    internal Reply? Next()
    {
        lock (_lock)
        {
            return _last = _coming.TryDequeue(out Reply? next) ? next : _last;
        }
    }
}
