// Every test runs a cluster of its own, and two cores are few.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
