using Xunit;

// the assemblies are read once and shared, and Mono.Cecil reads lazily and for one thread
[assembly: CollectionBehavior(DisableTestParallelization = true)]
