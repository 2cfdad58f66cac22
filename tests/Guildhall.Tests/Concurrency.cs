// Most tests wait for other programs more than they compute: with as many threads as cores, these stand idle a third of the time.
[assembly: CollectionBehavior(MaxParallelThreads = 3)]
