using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace HolySheep.Harness;

/// <summary>The memory that an object keeps: its own and that of every object it leads to, each counted once.</summary>
internal static class KeptMemory
{
    private static readonly Func<object, object> Copy = typeof(object).GetMethod(nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic)!.CreateDelegate<Func<object, object>>();

    /// <summary>Counts the bytes. The runtime counts what a copy of each object takes on this thread, so other threads and their garbage do not matter.</summary>
    public static long Of(object root)
    {
        var (seen, left, bytes) = (new HashSet<object>(ReferenceEqualityComparer.Instance) { root }, new Stack<object>([root]), 0L);
        while (left.TryPop(out var next))
        {
            bytes += SizeOf(next);
            foreach (var reference in ReferencesOf(next).Where(seen.Add))
            {
                left.Push(reference);
            }
        }

        return bytes;
    }

    private static long SizeOf(object one)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(Copy(one));
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static IEnumerable<object> ReferencesOf(object one)
    {
        var values = one is Array array ? (LeadsOn(array.GetType().GetElementType()!) ? array.Cast<object?>() : []) : FieldsOf(one);
        foreach (var value in values.OfType<object>())
        {
            // A structure is counted with what holds it.
            foreach (var reference in value is ValueType ? ReferencesOf(value) : [value])
            {
                yield return reference;
            }
        }
    }

    private static IEnumerable<object?> FieldsOf(object one)
    {
        for (var type = one.GetType(); type is not null; type = type.BaseType)
        {
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).Where(field => LeadsOn(field.FieldType)))
            {
                yield return field.GetValue(one);
            }
        }
    }

    private static bool LeadsOn(Type type) => !type.IsPointer && (bool)typeof(RuntimeHelpers).GetMethod(nameof(RuntimeHelpers.IsReferenceOrContainsReferences))!.MakeGenericMethod(type).Invoke(null, null)!;
}
